using System.Net.Http.Headers;
using Attune.Models;
using Attune.Web.ModelServer;
using static Attune.Web.Tests.ModelServer.Running;

namespace Attune.Web.Tests.ModelServer;

public sealed class ServingLimitTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public async Task Requests_over_the_limit_are_told_when_to_come_again()
    {
        await using var server = await StartAsync(new() { RequestsPerMinute = 2 }, clock: _clock);
        (await server.CompleteAsync("a")).Status.ShouldBe(200);
        (await server.CompleteAsync("b")).Status.ShouldBe(200);

        var limited = await server.CompleteAsync("c");

        (limited.Status, limited.Headers.RetryAfter!.Delta).ShouldBe((429, TimeSpan.FromSeconds(30)));
        limited.Json.GetProperty("error").GetProperty("code").GetString().ShouldBe("rate_limit_exceeded");
        _clock.Advance(TimeSpan.FromSeconds(30));
        (await server.CompleteAsync("c")).Status.ShouldBe(200);
        (await server.CompleteAsync("d")).Status.ShouldBe(429);
        var stats = await server.StatsAsync();
        (stats.GetProperty("limited").GetInt32(), stats.GetProperty("answered").GetInt32(), stats.GetProperty("refused").GetInt32()).ShouldBe((2, 3, 0));
    }

    [Fact]
    public async Task Tokens_of_prompts_and_answers_are_counted()
    {
        await using var server = await StartAsync(new() { TokensPerMinute = 60 }, clock: _clock);
        var answered = await server.CompleteAsync("Where should I eat tonight?");
        var used = answered.Usage.GetProperty("total_tokens").GetInt32();
        used.ShouldBeGreaterThan(60, "the answer takes what is not there");

        var limited = await server.CompleteAsync("a");

        limited.Status.ShouldBe(429);
        _clock.Advance(limited.Headers.RetryAfter!.Delta!.Value);
        (await server.CompleteAsync("a")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_prompt_longer_than_the_limit_is_let_in_when_nothing_is_used()
    {
        await using var server = await StartAsync(new() { TokensPerMinute = 5 }, clock: _clock);

        (await server.CompleteAsync("This prompt alone has more tokens than five.")).Status.ShouldBe(200);
        (await server.CompleteAsync("a")).Status.ShouldBe(429);
    }

    [Fact]
    public async Task OpenAi_clients_read_what_is_left_from_every_answer()
    {
        await using var server = await StartAsync(new() { RequestsPerMinute = 30, TokensPerMinute = 100_000 }, clock: _clock);

        var outcomes = new List<Outcome>();
        for (var i = 0; i < 31; i++) outcomes.Add(await server.CompleteAsync("a"));

        foreach (var (at, status, left, reset) in ((int, int, string, string)[])[(0, 200, "29", "2s"), (29, 200, "0", "1m0s"), (30, 429, "0", "1m0s")])
        {
            outcomes[at].Status.ShouldBe(status);
            Header(outcomes[at], "x-ratelimit-limit-requests").ShouldBe("30");
            Header(outcomes[at], "x-ratelimit-remaining-requests").ShouldBe(left);
            Header(outcomes[at], "x-ratelimit-reset-requests").ShouldBe(reset);
            Header(outcomes[at], "x-ratelimit-limit-tokens").ShouldBe("100000");
        }

        _clock.Advance(TimeSpan.FromMilliseconds(59_980));
        Header(await server.CompleteAsync(""), "x-ratelimit-reset-requests").ShouldBe("2.02s");
    }

    [Fact]
    public async Task Anthropic_clients_read_what_is_left_from_every_answer()
    {
        await using var server = await StartAsync(new() { RequestsPerMinute = 4, TokensPerMinute = 100_000 }, clock: _clock);
        _clock.Advance(TimeSpan.FromMilliseconds(200));

        var answered = await server.PostAsync("v1/messages", Message("a"));
        var refused = await server.PostAsync("v1/messages", "{}");

        (answered.Status, refused.Status).ShouldBe((200, 400));
        Header(answered, "anthropic-ratelimit-requests-limit").ShouldBe("4");
        Header(answered, "anthropic-ratelimit-requests-remaining").ShouldBe("3");
        Header(answered, "anthropic-ratelimit-requests-reset").ShouldBe("1970-01-01T00:00:16Z");
        Header(refused, "anthropic-ratelimit-requests-remaining").ShouldBe("3");
        Header(answered, "anthropic-ratelimit-tokens-limit").ShouldBe("100000");
    }

    [Fact]
    public async Task More_requests_at_once_are_turned_away_without_a_word_on_when_to_come_again()
    {
        await using var server = await StartAsync(new() { MaxInFlight = 1, Latency = Latency.Parse("1h") });
        using var cancel = new CancellationTokenSource();
        var first = server.Http.PostAsync("v1/chat/completions", new StringContent(Chat("a")), cancel.Token);
        while ((await server.StatsAsync()).GetProperty("in_flight").GetInt32() == 0) await Task.Delay(5);

        var second = await server.PostAsync("v1/messages", Message("b"));

        (second.Status, second.Headers.RetryAfter).ShouldBe((429, null));
        second.Json.GetProperty("error").GetProperty("type").GetString().ShouldBe("rate_limit_error");
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        while ((await server.StatsAsync()).GetProperty("in_flight").GetInt32() > 0) await Task.Delay(5);
        (await server.StatsAsync()).GetProperty("limited").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task A_place_is_free_again_once_its_request_is_answered()
    {
        await using var server = await StartAsync(new() { MaxInFlight = 1, Faults = FaultPlan.Parse("0.9") });

        for (var i = 0; i < 20; i++)
        {
            try
            {
                await server.PostAsync("v1/chat/completions", i % 5 == 0 ? "{" : Chat($"{i}"));
            }
            catch (HttpRequestException)
            {
                // Dropped, as the faults want it.
            }
        }

        (await server.StatsAsync()).GetProperty("limited").GetInt32().ShouldBe(0);
    }

    [Fact]
    public async Task What_is_over_the_limit_draws_no_fault()
    {
        await using var unlimited = await StartAsync(new() { Faults = FaultPlan.Parse("500=0.5"), Seed = 3 });
        await using var limited = await StartAsync(new() { Faults = FaultPlan.Parse("500=0.5"), Seed = 3, RequestsPerMinute = 1 }, clock: _clock);

        for (var i = 0; i < 12; i++)
        {
            var expected = await unlimited.CompleteAsync("a");
            (await limited.CompleteAsync("a")).Status.ShouldBe(expected.Status);
            (await limited.CompleteAsync("a")).Status.ShouldBe(429);
            _clock.Advance(TimeSpan.FromMinutes(1));
        }
    }

    [Theory]
    [InlineData("v1/chat/completions", "invalid_request_error")]
    [InlineData("v1/messages", "authentication_error")]
    [InlineData("v1/embeddings", "invalid_request_error")]
    [InlineData("v1/elsewhere", "invalid_request_error")]
    public async Task Without_the_key_nothing_is_answered_in_either_vendors_shape(string path, string type)
    {
        await using var server = await StartAsync(new() { RequiredKey = "open-sesame" });

        foreach (var (header, value) in ((string, string)[])[("x-none", "a"), ("x-api-key", "open"), ("Authorization", "Bearer open-sesame2"), ("Authorization", "open-sesame"), ("Authorization", "Bearer ")])
        {
            var outcome = await PostAsync(server, path, header, value);
            outcome.Status.ShouldBe(401);
            outcome.Json.GetProperty("error").GetProperty("type").GetString().ShouldBe(type);
            outcome.Text.ShouldNotContain("open-sesame");
        }

        (await server.StatsAsync()).GetProperty("unauthorized").GetInt32().ShouldBe(5);
        (await server.StatsAsync()).GetProperty("requests").EnumerateObject().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Authorization", "Bearer open-sesame")]
    [InlineData("authorization", "bearer open-sesame")]
    [InlineData("x-api-key", "open-sesame")]
    public async Task With_the_key_the_server_answers(string header, string value)
    {
        await using var server = await StartAsync(new() { RequiredKey = "open-sesame" });

        (await PostAsync(server, "v1/chat/completions", header, value)).Status.ShouldBe(200);
        (await PostAsync(server, "v1/messages", header, value)).Status.ShouldBe(200);
        (await server.Http.GetAsync("v1/models")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_reset_fills_the_limits_again()
    {
        await using var server = await StartAsync(new() { RequestsPerMinute = 1 }, clock: _clock);
        await server.CompleteAsync("a");

        await server.PostAsync("stats/reset", "");

        (await server.CompleteAsync("a")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_limit_under_one_is_refused()
    {
        foreach (var options in (ModelHostOptions[])[new() { RequestsPerMinute = 0 }, new() { TokensPerMinute = -1 }, new() { MaxInFlight = 0 }])
            await Should.ThrowAsync<ArgumentOutOfRangeException>(() => ModelHost.StartAsync(ModelName.Parse("embedded:lexical"), options with { Urls = "http://127.0.0.1:0" }));
    }

    private static string Header(Outcome outcome, string name) => outcome.Headers.GetValues(name).Single();

    private static async Task<Outcome> PostAsync(Running server, string path, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(Message("Hi"), new MediaTypeHeaderValue("application/json")) };
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await server.Http.SendAsync(request);
        return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }
}
