using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models;

public sealed class RetryingChatClientTests
{
    private readonly FakeTime _time = new();

    [Theory]
    [InlineData(CallFault.RateLimited)]
    [InlineData(CallFault.Overloaded)]
    [InlineData(CallFault.Network)]
    [InlineData(CallFault.Timeout)]
    [InlineData(CallFault.ServerError)]
    [InlineData(CallFault.Unreadable)]
    public async Task A_fault_that_passes_is_tried_again_with_growing_waits(CallFault fault)
    {
        var model = new ScriptedChatClient(call => call < 5 ? throw Faults.Of(fault) : "Tea.");

        (await Retrying(model).GetResponseAsync("Hi")).Text.ShouldBe("Tea.");

        model.Calls.ShouldBe(5);
        _time.Waits.Count.ShouldBe(4);
        _time.Waits.ShouldAllBe(w => w > TimeSpan.Zero && w <= TimeSpan.FromSeconds(60));
    }

    [Theory]
    [InlineData(CallFault.Authentication)]
    [InlineData(CallFault.UnknownModel)]
    [InlineData(CallFault.Quota)]
    [InlineData(CallFault.BadRequest)]
    [InlineData(CallFault.ContextTooLong)]
    [InlineData(CallFault.WebPage)]
    public async Task A_fault_that_stays_is_not_tried_again(CallFault fault)
    {
        var model = new ScriptedChatClient(_ => throw Faults.Of(fault));

        (await Should.ThrowAsync<ModelCallException>(() => Retrying(model).GetResponseAsync("Hi"))).Fault.ShouldBe(fault);

        model.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task After_the_last_attempt_its_fault_is_thrown()
    {
        var model = new ScriptedChatClient(call => throw Faults.Of(call == 3 ? CallFault.ServerError : CallFault.Network));

        (await Should.ThrowAsync<ModelCallException>(() => Retrying(model, attempts: 3).GetResponseAsync("Hi"))).Fault.ShouldBe(CallFault.ServerError);

        model.Calls.ShouldBe(3);
    }

    [Theory]
    [InlineData(CallFault.RateLimited)]
    [InlineData(CallFault.Overloaded)]
    public async Task A_refusal_is_borne_longer_than_other_faults(CallFault fault)
    {
        var patient = new ScriptedChatClient(call => call < 30 ? throw Faults.Of(fault) : "Tea.");
        (await Retrying(patient).GetResponseAsync("Hi")).Text.ShouldBe("Tea.");
        patient.Calls.ShouldBe(30);

        var never = new ScriptedChatClient(_ => throw Faults.Of(fault));
        (await Should.ThrowAsync<ModelCallException>(() => Retrying(never).GetResponseAsync("Hi"))).Fault.ShouldBe(fault);
        never.Calls.ShouldBe(30);
        _time.Waits.ShouldAllBe(w => w <= TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Refusals_and_other_faults_are_counted_apart()
    {
        // Four faults and three refusals, mixed: more than either may be alone.
        var model = new ScriptedChatClient(call => call switch
        {
            1 or 2 or 5 or 6 => throw Faults.Of(CallFault.Network),
            3 or 4 or 7 => throw Faults.Of(CallFault.RateLimited),
            _ => "Tea.",
        });

        (await Retrying(model, attempts: 3, refusals: 4).GetResponseAsync("Hi")).Text.ShouldBe("Tea.");

        model.Calls.ShouldBe(8);
    }

    [Theory]
    [InlineData(CallFault.Network, 1, null)]
    [InlineData(CallFault.Overloaded, null, 1)]
    public async Task One_attempt_means_no_retry(CallFault fault, int? attempts, int? refusals)
    {
        var model = new ScriptedChatClient(_ => throw Faults.Of(fault));

        await Should.ThrowAsync<ModelCallException>(() => Retrying(model, attempts, refusals).GetResponseAsync("Hi"));

        model.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(null, 0)]
    public void Less_than_one_attempt_is_refused(int? attempts, int? refusals) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new CallRetry(new() { MaxAttempts = attempts, MaxRefusals = refusals }));

    [Fact]
    public async Task The_endpoint_says_how_long_to_wait()
    {
        var model = new ScriptedChatClient(call => call == 1 ? throw Faults.Of(CallFault.RateLimited, TimeSpan.FromSeconds(97)) : "Tea.");

        await Retrying(model).GetResponseAsync("Hi");

        _time.Waits.ShouldBe([TimeSpan.FromSeconds(97)]);
    }

    [Fact]
    public async Task A_wait_that_is_too_long_is_not_begun()
    {
        var model = new ScriptedChatClient(_ => throw Faults.Of(CallFault.RateLimited, TimeSpan.FromHours(1)));

        await Should.ThrowAsync<ModelCallException>(() => Retrying(model).GetResponseAsync("Hi"));

        model.Calls.ShouldBe(1);
        _time.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_exceptions_pass()
    {
        var model = new ScriptedChatClient(_ => throw new InvalidOperationException());

        await Should.ThrowAsync<InvalidOperationException>(() => Retrying(model).GetResponseAsync("Hi"));

        model.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task A_stream_begins_again_only_before_its_first_piece()
    {
        var late = new ScriptedChatClient(call => call == 1 ? "! never" : "all well");
        (await Retrying(late).GetStreamingResponseAsync("Hi").Select(u => u.Text).ToListAsync()).ShouldBe(["all", "well"]);
        late.Calls.ShouldBe(2);

        var broken = new ScriptedChatClient(_ => "half !");
        var seen = new List<string>();
        await Should.ThrowAsync<ModelCallException>(async () =>
        {
            await foreach (var piece in Retrying(broken).GetStreamingResponseAsync("Hi")) seen.Add(piece.Text);
        });
        seen.ShouldBe(["half"]);
        broken.Calls.ShouldBe(1);
    }

    private RetryingChatClient Retrying(IChatClient model, int? attempts = null, int? refusals = null) =>
        new(model, new CallRetry(new() { MaxAttempts = attempts, MaxRefusals = refusals, Time = _time }));
}
