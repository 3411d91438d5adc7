using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests.Limits;

/// <summary>The limiter on the way of real calls.</summary>
public sealed class SharedAccountTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task A_refused_candidate_holds_the_judge_and_the_embeddings_of_the_same_account()
    {
        await using var server = await ModelServer.StartAsync(new Reply(429, "{}", "application/json", ("Retry-After", "7")), Reply.OpenAi("Tea."));
        var providers = Providers();
        await Should.ThrowAsync<ModelCallException>(() => Client(providers, server, "candidate").GetResponseAsync("Hi"));

        var judge = Client(providers, server, "judge").GetResponseAsync("Hi");
        var embedding = providers.CreateEmbedding(ModelName.Parse($"openai:e@{server.Url}/v1/")).GenerateAsync(["Hi"]);
        providers.Limiters.Single().Waiting.ShouldBe(2);
        server.Requests.Count.ShouldBe(1);
        _clock.Advance(7);

        (await judge.WaitAsync(Soon)).Text.ShouldBe("Tea.");
        await Should.ThrowAsync<ModelCallException>(() => embedding.WaitAsync(Soon));
        var report = providers.Limiters.Single();
        (report.Calls, report.Refused, report.Cuts, report.InFlight).ShouldBe((3, 1, 1, 0));
        report.ToString().ShouldNotContain(Clients.Key);
    }

    [Fact]
    public async Task Accounts_at_other_addresses_do_not_wait()
    {
        await using var refusing = await ModelServer.StartAsync(new Reply(429, "{}", "application/json", ("Retry-After", "7")));
        await using var server = await ModelServer.StartAsync(Reply.OpenAi("Tea."));
        var providers = Providers();
        await Should.ThrowAsync<ModelCallException>(() => Client(providers, refusing, "m").GetResponseAsync("Hi"));

        (await Client(providers, server, "m").GetResponseAsync("Hi")).Text.ShouldBe("Tea.");

        providers.Limiters.Select(l => l.Refused).Order().ShouldBe([0, 1]);
    }

    [Fact]
    public async Task Headers_of_good_answers_are_obeyed_too()
    {
        var spent = Reply.OpenAi("Tea.") with { Headers = [("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", "12s")] };
        await using var server = await ModelServer.StartAsync(spent);
        var client = Client(Providers(), server, "m");
        await client.GetResponseAsync("Hi");

        var next = client.GetResponseAsync("Hi");
        _clock.Advance(11);
        server.Requests.Count.ShouldBe(1);
        _clock.Advance(1);

        QueueTime.Of(await next.WaitAsync(Soon)).ShouldBe(TimeSpan.FromSeconds(12));
    }

    [Fact]
    public async Task The_time_limit_of_a_call_begins_with_its_turn()
    {
        var gate = new TaskCompletionSource();
        await using var server = await ModelServer.StartAsync(async (context, _) =>
        {
            await gate.Task;
            await Reply.OpenAi("Tea.").WriteAsync(context);
        });
        var providers = Providers(new(MaxInFlight: 1), server);
        var slow = Client(providers, server, "m?timeout=3600", "lab").GetResponseAsync("Hi");
        var impatient = Client(providers, server, "m?timeout=1", "lab").GetResponseAsync("Hi");

        _clock.Advance(600);
        providers.Limiters.Single().Waiting.ShouldBe(1);
        gate.SetResult();

        (await slow.WaitAsync(Soon)).Text.ShouldBe("Tea.");
        (await impatient.WaitAsync(Soon)).Text.ShouldBe("Tea.");
    }

    [Fact]
    public async Task A_stream_keeps_its_turn_until_it_ends_or_is_left()
    {
        var begun = """data: {"id":"c1","choices":[{"index":0,"delta":{"content":"Te"},"finish_reason":null}]}""";
        var ended = """data: {"id":"c1","choices":[{"index":0,"delta":{"content":"a."},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}}""";
        await using var server = await ModelServer.StartAsync(Reply.Stream(begun, ended, "data: [DONE]"));
        var providers = Providers(new(MaxInFlight: 1), server);
        var client = Client(providers, server, "m", "lab");

        await foreach (var update in client.GetStreamingResponseAsync("Hi"))
        {
            update.Text.ShouldBe("Te");
            providers.Limiters.Single().InFlight.ShouldBe(1);
            break;
        }

        providers.Limiters.Single().InFlight.ShouldBe(0);
        (await client.GetStreamingResponseAsync("Hi").ToChatResponseAsync()).Text.ShouldBe("Tea.");
        providers.Limiters.Single().InFlight.ShouldBe(0);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_while_it_waits_is_never_sent()
    {
        await using var server = await ModelServer.StartAsync(new Reply(503, "{}", "application/json", ("Retry-After", "60")));
        var client = Client(Providers(), server, "m");
        await Should.ThrowAsync<ModelCallException>(() => client.GetResponseAsync("Hi"));
        using var cancel = new CancellationTokenSource();

        var asked = client.GetResponseAsync("Hi", cancellationToken: cancel.Token);
        var streamed = client.GetStreamingResponseAsync("Hi", cancellationToken: cancel.Token).ToListAsync(default).AsTask();
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => asked.WaitAsync(Soon));
        await Should.ThrowAsync<OperationCanceledException>(() => streamed.WaitAsync(Soon));
        _clock.Advance(3600);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_used_up_quota_is_not_taken_for_a_limit_that_passes()
    {
        await using var server = await ModelServer.StartAsync(new Reply(429, """{"error":{"code":"insufficient_quota"}}""", "application/json", ("Retry-After", "60")));
        var providers = Providers();

        for (var i = 0; i < 2; i++)
        {
            var thrown = await Should.ThrowAsync<ModelCallException>(() => Client(providers, server, "m").GetResponseAsync("Hi").WaitAsync(Soon));
            (thrown.Fault, thrown.EndsRun, thrown.IsTransient).ShouldBe((CallFault.Quota, true, false));
        }

        (providers.Limiters.Single().Refused, providers.Limiters.Single().Cuts).ShouldBe((0, 0));
    }

    /// <summary>Where limits are known, the server is the endpoint <c>lab</c> of the settings.</summary>
    private ProviderModels Providers(Providers.Limits.EndpointLimits? limits = null, ModelServer? server = null) => new(new()
    {
        Environment = name => name.EndsWith("_API_KEY", StringComparison.Ordinal) ? Clients.Key : null,
        Time = _clock,
        Endpoints = limits is null ? [] : [new() { Name = "lab", Protocol = "openai", Url = $"{server!.Url}/v1", Limits = limits }],
    });

    private static IChatClient Client(ProviderModels providers, ModelServer server, string model, string endpoint = "openai") =>
        providers.Create(ModelName.Parse(endpoint == "lab" ? $"lab:{model}" : $"openai:{model}@{server.Url}/v1")).Client;
}
