using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models;

public sealed class MeteringChatClientTests
{
    [Fact]
    public async Task Time_in_a_queue_is_not_the_models()
    {
        var meter = new CallMeter(price: null);

        await new MeteringChatClient(new QueuedChatClient(TimeSpan.FromHours(1)), meter).GetResponseAsync("Hi");

        (meter.Attempts, meter.LatencyMs).ShouldBe((1, 0));
    }

    [Fact]
    public async Task Without_a_queue_all_of_the_time_counts()
    {
        var meter = new CallMeter(price: null);

        await new MeteringChatClient(new ScriptedChatClient(_ => "Tea."), meter).GetResponseAsync("Hi");

        meter.LatencyMs.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_an_answer_took_is_unknown_where_the_endpoint_does_not_say()
    {
        var meter = new CallMeter(new ModelPrice(1, 1));

        await new MeteringChatClient(new SilentChatClient(), meter).GetResponseAsync("Hi");

        (meter.Attempts, meter.WithoutUsage, meter.Usage, meter.CostUsd).ShouldBe((1, 1, TokenUsage.None, null));
    }

    [Theory]
    [InlineData(CallFault.Unreadable, 1)]
    [InlineData(CallFault.Timeout, 1)]
    [InlineData(CallFault.Network, 0)]
    [InlineData(CallFault.RateLimited, 0)]
    [InlineData(CallFault.ServerError, 0)]
    [InlineData(CallFault.WebPage, 0)]
    public async Task An_attempt_that_may_be_billed_and_gave_no_answer_is_one_without_usage(CallFault fault, int withoutUsage)
    {
        var meter = new CallMeter(new ModelPrice(1, 1));

        await Should.ThrowAsync<ModelCallException>(() => new MeteringChatClient(new ScriptedChatClient(_ => throw Faults.Of(fault)), meter).GetResponseAsync("Hi"));

        (meter.Attempts, meter.WithoutUsage, meter.CostUsd, meter.CountedUsd).ShouldBe((1, withoutUsage, withoutUsage == 0 ? 0 : null, 0));
    }

    private sealed class SilentChatClient() : DelegatingChatClient(new ScriptedChatClient(_ => "Tea."))
    {
        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            response.Usage = null;
            return response;
        }
    }

    private sealed class QueuedChatClient(TimeSpan waited) : DelegatingChatClient(new ScriptedChatClient(_ => "Tea."))
    {
        public override async Task<ChatResponse> GetResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            var response = await base.GetResponseAsync(messages, options, cancellationToken);
            QueueTime.Note(response, waited);
            return response;
        }
    }
}
