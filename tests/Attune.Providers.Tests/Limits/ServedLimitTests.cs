using System.Text.Json;
using Attune.Models;
using Attune.Web.ModelServer;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Tests.Limits;

/// <summary>Client and server together: whatever the server's limits, every call succeeds in the end, and few are refused on the way.</summary>
public sealed class ServedLimitTests
{
    private const int AtOnce = 32;

    private readonly ManualClock _clock = new();

    [Theory]
    [InlineData("openai", "/v1")]
    [InlineData("anthropic", "")]
    public async Task Calls_keep_to_the_requests_per_minute_that_the_headers_tell(string provider, string path)
    {
        await using var host = await StartAsync(new() { RequestsPerMinute = 60 }, _clock);
        var providers = Providers(_clock);

        await AskAsync(providers, $"{provider}:lexical@{Address(host)}{path}", calls: 200);

        (await LimitedAsync(host)).ShouldBeLessThanOrEqualTo(10);
        providers.Limiters.Single().Waits.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Calls_keep_to_the_tokens_per_minute_that_the_headers_tell()
    {
        await using var host = await StartAsync(new() { TokensPerMinute = 4000 }, _clock);

        await AskAsync(Providers(_clock), $"openai:lexical@{Address(host)}/v1", calls: 100);

        (await LimitedAsync(host)).ShouldBeLessThanOrEqualTo(30);
    }

    [Fact]
    public async Task Limits_that_the_user_knows_are_met_without_one_refusal()
    {
        await using var host = await StartAsync(new() { RequestsPerMinute = 60, MaxInFlight = 4 }, _clock);

        await AskAsync(Providers(_clock, new() { Name = "lab", Protocol = "openai", Url = $"{Address(host)}/v1", Limits = new(RequestsPerMinute: 60, MaxInFlight: 4) }), "lab:lexical", calls: 150);

        (await LimitedAsync(host)).ShouldBe(0);
    }

    [Fact]
    public async Task Of_the_calls_to_a_model_that_wait_over_a_second_one_a_minute_is_an_event_with_endpoint_and_seconds()
    {
        await using var host = await StartAsync(new(), _clock);
        var log = new LoggedEvents();
        var lab = new EndpointSettings { Name = "lab", Protocol = "openai", Url = $"{Address(host)}/v1", Limits = new(RequestsPerMinute: 20) };

        await AskAsync(Providers(_clock, lab, log), "lab:lexical", calls: 65);

        log.All.Count.ShouldBeInRange(2, 4, "45 calls wait, in three minutes");
        foreach (var (name, values) in log.All)
        {
            name.ShouldBe("call-waited");
            (values["Model"], values["Endpoint"]).ShouldBe(("lexical", new Uri(lab.Url)));
            values["Seconds"].ShouldBeOfType<double>().ShouldBeInRange(1, 185);
        }
    }

    [Fact]
    public async Task The_number_of_calls_at_once_that_a_server_bears_is_found()
    {
        await using var host = await StartAsync(new() { MaxInFlight = 4, Latency = Latency.Parse("2ms") });
        var providers = Providers(TimeProvider.System);

        await AskAsync(providers, $"openai:lexical@{Address(host)}/v1", calls: 150);

        (await LimitedAsync(host)).ShouldBeLessThanOrEqualTo(120);
        providers.Limiters.Single().MaxInFlight!.Value.ShouldBeInRange(1, 6);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_key_gets_it_and_a_wrong_one_ends_a_run()
    {
        await using var host = await StartAsync(new() { RequiredKey = Clients.Key });

        foreach (var name in (string[])[$"openai:lexical@{Address(host)}/v1", $"anthropic:lexical@{Address(host)}"])
        {
            (await Clients.Providers().Create(ModelName.Parse(name)).Client.GetResponseAsync("Hi")).Text.ShouldNotBeEmpty();
            foreach (var key in (string?[])["sk-test-another-0123456789abc", null])
            {
                var thrown = await Should.ThrowAsync<ModelCallException>(() => Clients.Providers(key).Create(ModelName.Parse(name)).Client.GetResponseAsync("Hi"));
                (thrown.Fault, thrown.EndsRun).ShouldBe((CallFault.Authentication, true));
            }
        }
    }

    private static Task<ModelHost> StartAsync(ModelHostOptions options, TimeProvider? clock = null) =>
        ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), options with { Urls = "http://127.0.0.1:0" }, clock);

    private static string Address(ModelHost host) => host.Addresses[0].GetLeftPart(UriPartial.Authority);

    private static ProviderModels Providers(TimeProvider time, EndpointSettings? endpoint = null, LoggedEvents? log = null) =>
        new(new() { Environment = name => name.EndsWith("_API_KEY", StringComparison.Ordinal) ? Clients.Key : null, Time = time, Endpoints = endpoint is null ? [] : [endpoint], Log = log });

    private static async Task<int> LimitedAsync(ModelHost host)
    {
        using var http = new HttpClient { BaseAddress = host.Addresses[0] };
        return JsonDocument.Parse(await http.GetStringAsync("stats")).RootElement.GetProperty("limited").GetInt32();
    }

    /// <summary>Asks as a run does: so many calls at once, each made again where it is refused. Time goes on whenever all of them wait.</summary>
    private async Task AskAsync(ProviderModels providers, string model, int calls)
    {
        // On the same clock even where the rest runs on the system's: there, a call that waits to be made again finds it moving.
        var client = new RetryingChatClient(providers.Create(ModelName.Parse(model)).Client, new CallRetry(new() { Time = _clock }));
        var asked = Parallel.ForEachAsync(
            Enumerable.Range(0, calls),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (i, token) => (await client.GetResponseAsync($"Question {i}: where should I eat?", cancellationToken: token)).Text.ShouldNotBeEmpty());
        while (!asked.IsCompleted)
        {
            if (providers.Limiters.Single().InFlight == 0) _clock.Advance(0.25);
            await Task.Delay(1);
        }

        await asked;
    }
}
