using System.Diagnostics;
using System.Text.Json;
using Attune.Web.ModelServer;
using static Attune.Web.Tests.ModelServer.Running;

namespace Attune.Web.Tests.ModelServer;

public sealed class FaultTests
{
    private const string Stream = """{"stream":true,"model":"lexical","max_tokens":500,"messages":[{"role":"user","content":"Where to eat?"}]}""";

    [Theory]
    [InlineData("429", 429, false)]
    [InlineData("429-after", 429, true)]
    [InlineData("500", 500, false)]
    public async Task An_error_comes_in_the_vendors_shape(string kind, int status, bool retryAfter)
    {
        await using var server = await FaultyAsync($"{kind}=1");
        var openAi = await server.CompleteAsync("Where to eat?");
        var anthropic = await server.PostAsync("v1/messages", Message("Where to eat?"));

        (openAi.Status, anthropic.Status).ShouldBe((status, status));
        (openAi.Headers.RetryAfter is not null).ShouldBe(retryAfter);
        openAi.Json.GetProperty("error").GetProperty("message").GetString()!.ShouldContain("injected");
        anthropic.Json.GetProperty("error").GetProperty("type").GetString().ShouldBe(status == 429 ? "rate_limit_error" : "api_error");
        (await server.StatsAsync()).GetProperty("faults").GetProperty(kind).GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task A_dropped_connection_ends_without_an_answer()
    {
        await using var server = await FaultyAsync("drop=1");
        await Should.ThrowAsync<HttpRequestException>(() => server.CompleteAsync("Where to eat?"));
        await Should.ThrowAsync<HttpRequestException>(() => server.PostAsync("v1/messages", Stream));
        await Should.ThrowAsync<HttpRequestException>(() => server.PostAsync("v1/embeddings", """{"model":"lexical","input":"a"}"""));
    }

    [Fact]
    public async Task A_slow_body_is_whole_in_the_end()
    {
        await using var server = await FaultyAsync("slow=1");
        var watch = Stopwatch.StartNew();
        var slow = await server.CompleteAsync("Where to eat?");

        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(150));
        slow.Answer.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Malformed_JSON_comes_with_status_200()
    {
        await using var server = await FaultyAsync("malformed=1");
        var outcome = await server.CompleteAsync("Where to eat?");
        outcome.Status.ShouldBe(200);
        Should.Throw<JsonException>(() => outcome.Json);

        var stream = await server.PostAsync("v1/chat/completions", Stream);
        stream.Status.ShouldBe(200);
        Should.Throw<JsonException>(() => JsonDocument.Parse(stream.Data[^1]));
    }

    [Fact]
    public async Task An_empty_answer_has_no_choice_content_or_embedding()
    {
        await using var server = await FaultyAsync("empty=1");
        (await server.CompleteAsync("Where to eat?")).Json.GetProperty("choices").GetArrayLength().ShouldBe(0);
        (await server.PostAsync("v1/messages", Message("Where to eat?"))).Json.GetProperty("content").GetArrayLength().ShouldBe(0);
        (await server.PostAsync("v1/embeddings", """{"model":"lexical","input":"a"}""")).Json.GetProperty("data").GetArrayLength().ShouldBe(0);
        (await server.PostAsync("v1/chat/completions", Stream)).Data.ShouldBe(["[DONE]"]);
    }

    [Fact]
    public async Task A_truncated_answer_says_that_it_is()
    {
        await using var sound = await StartAsync();
        await using var server = await FaultyAsync("truncated=1");
        var whole = (await sound.CompleteAsync("Where to eat?")).Answer;
        var half = await server.CompleteAsync("Where to eat?");

        whole.ShouldStartWith(half.Answer);
        half.Answer.Length.ShouldBeInRange(whole.Length / 4, whole.Length * 3 / 4);
        half.Json.GetProperty("choices")[0].GetProperty("finish_reason").GetString().ShouldBe("length");
    }

    [Fact]
    public async Task The_same_seed_meets_the_same_faults_in_any_order_and_another_seed_others()
    {
        var bodies = Enumerable.Range(0, 60).Select(i => Chat($"Where to eat on day {i}?")).ToList();
        var once = await StatusesAsync(seed: 1, bodies);
        bodies.Reverse();
        var backwards = await StatusesAsync(seed: 1, bodies);
        backwards.Reverse();

        backwards.ShouldBe(once);
        (await StatusesAsync(seed: 2, [.. Enumerable.Reverse(bodies)])).ShouldNotBe(once);
        once.Count(s => s != 200).ShouldBeInRange(10, 30);
    }

    [Fact]
    public async Task A_request_that_is_sent_again_gets_through_in_the_end()
    {
        await using var server = await FaultyAsync("500=0.5");
        for (var day = 0; day < 8; day++)
        {
            var attempts = 1;
            while ((await server.CompleteAsync($"Where to eat on day {day}?")).Status != 200) (++attempts).ShouldBeLessThan(20);
        }
    }

    [Fact]
    public void One_share_is_split_among_the_kinds_that_endpoints_have()
    {
        var plan = FaultPlan.Parse("0.4");
        var met = Enumerable.Range(0, 8000).Select(i => plan.Of(seed: 0, $"{i}")).Where(f => f is not null).GroupBy(f => f!.Value).ToList();

        met.Select(g => g.Key).ShouldBe(Enum.GetValues<FaultKind>().Where(k => k < FaultKind.Refusal), ignoreOrder: true);
        met.ShouldAllBe(g => g.Count() > 320 && g.Count() < 480);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("-0.1")]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData("429")]
    [InlineData("429=0.5,429=0.1")]
    [InlineData("429=0.6,500=0.6")]
    [InlineData("teapot=0.1")]
    [InlineData("429=")]
    public void Other_plans_are_refused(string plan) => Should.Throw<BadInputException>(() => FaultPlan.Parse(plan));

    private static Task<Running> FaultyAsync(string faults) =>
        StartAsync(new() { Faults = FaultPlan.Parse(faults), SlowBody = TimeSpan.FromMilliseconds(200) });

    private static async Task<List<int>> StatusesAsync(long seed, IReadOnlyList<string> bodies)
    {
        await using var server = await StartAsync(new() { Faults = FaultPlan.Parse("429=0.2,500=0.1"), Seed = seed });
        var statuses = new List<int>();
        foreach (var body in bodies) statuses.Add((await server.PostAsync("v1/chat/completions", body)).Status);
        return statuses;
    }
}
