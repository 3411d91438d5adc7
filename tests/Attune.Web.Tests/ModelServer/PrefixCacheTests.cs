using Attune.Tokens;
using Attune.Web.ModelServer;
using static Attune.Web.Tests.ModelServer.Running;

namespace Attune.Web.Tests.ModelServer;

public sealed class PrefixCacheTests
{
    private const string Mark = ",\"cache_control\":{\"type\":\"ephemeral\"}";
    private static readonly string Long = string.Join(' ', Enumerable.Repeat("I love quiet ramen places.", 40));
    private static readonly int LongTokens = Tokenizer.Default.Count(Long);

    private readonly ManualClock _clock = new();

    [Fact]
    public async Task The_longest_prefix_of_whole_messages_is_cached_for_OpenAI()
    {
        await using var server = await CachingAsync();
        (await server.CompleteAsync(Long, "Where to eat?")).CachedTokens.ShouldBe(0);
        (await server.CompleteAsync(Long, "Where to sleep?")).CachedTokens.ShouldBe(LongTokens + Tokenizer.Default.Count("ok"));
        (await server.CompleteAsync("Other words first", Long, "Where to eat?")).CachedTokens.ShouldBe(0);

        var stats = (await server.StatsAsync()).GetProperty("prefix_cache");
        stats.GetProperty("hits").GetInt32().ShouldBe(1);
        stats.GetProperty("misses").GetInt32().ShouldBe(2);
        stats.GetProperty("entries").GetInt32().ShouldBe(3 + 1 + 3);
    }

    [Fact]
    public async Task A_prefix_is_cold_again_after_its_lifetime_and_each_use_renews_it()
    {
        await using var server = await CachingAsync();
        await server.CompleteAsync(Long, "a");
        _clock.Advance(TimeSpan.FromMinutes(4));
        (await server.CompleteAsync(Long, "b")).CachedTokens.ShouldBeGreaterThan(0);
        _clock.Advance(TimeSpan.FromMinutes(4));
        (await server.CompleteAsync(Long, "c")).CachedTokens.ShouldBeGreaterThan(0);
        _clock.Advance(TimeSpan.FromMinutes(5));
        (await server.CompleteAsync(Long, "d")).CachedTokens.ShouldBe(0);
    }

    [Fact]
    public async Task A_short_prompt_is_neither_hit_nor_miss()
    {
        await using var server = await CachingAsync();
        await server.CompleteAsync("Where to eat?");
        (await server.CompleteAsync("Where to eat?")).CachedTokens.ShouldBe(0);

        var stats = (await server.StatsAsync()).GetProperty("prefix_cache");
        (stats.GetProperty("hits").GetInt32(), stats.GetProperty("misses").GetInt32(), stats.GetProperty("entries").GetInt32()).ShouldBe((0, 0, 0));
    }

    [Fact]
    public async Task Anthropic_caches_up_to_marked_blocks_only()
    {
        await using var server = await CachingAsync();
        (await UsageAsync(server, Marked("", "Where to eat?"))).ShouldBe((LongTokens + Count("Where to eat?"), 0, 0));
        (await UsageAsync(server, Marked("", "Where to eat?"))).ShouldBe((LongTokens + Count("Where to eat?"), 0, 0));
        (await UsageAsync(server, Marked(Mark, "Where to eat?"))).ShouldBe((Count("Where to eat?"), LongTokens, 0));
        (await UsageAsync(server, Marked(Mark, "Where to sleep?"))).ShouldBe((Count("Where to sleep?"), 0, LongTokens));
    }

    [Fact]
    public async Task A_later_mark_reads_the_earlier_prefix_and_writes_the_rest()
    {
        await using var server = await CachingAsync();
        await UsageAsync(server, Marked(Mark, "Where to eat?"));
        (await UsageAsync(server, Marked("", "Where to eat?", Mark))).ShouldBe((0, Count("Where to eat?"), LongTokens));
        (await UsageAsync(server, Marked("", "Where to eat?", Mark))).ShouldBe((0, 0, LongTokens + Count("Where to eat?")));
    }

    [Fact]
    public async Task A_mark_of_an_hour_keeps_for_an_hour()
    {
        await using var server = await CachingAsync();
        var marked = Marked(""","cache_control":{"type":"ephemeral","ttl":"1h"}""", "Where to eat?");
        await UsageAsync(server, marked);
        _clock.Advance(TimeSpan.FromMinutes(59));
        (await UsageAsync(server, marked)).Read.ShouldBe(LongTokens);
        _clock.Advance(TimeSpan.FromMinutes(61));
        (await UsageAsync(server, marked)).Read.ShouldBe(0);
    }

    [Fact]
    public async Task A_fifth_mark_is_refused()
    {
        await using var server = await CachingAsync();
        var blocks = string.Join(',', Enumerable.Repeat($$"""{"type":"text","text":"a"{{Mark}}}""", 5));
        var outcome = await server.PostAsync("v1/messages", $$"""{"model":"lexical","max_tokens":9,"messages":[{"role":"user","content":[{{blocks}}]}]}""");

        outcome.Status.ShouldBe(400);
        outcome.Text.ShouldContain("Found 5");
    }

    [Fact]
    public async Task A_request_that_failed_warms_nothing()
    {
        await using var server = await StartAsync(Caching with { Faults = FaultPlan.Parse("500=1") }, clock: _clock);
        await server.CompleteAsync(Long, "a");

        (await server.StatsAsync()).GetProperty("prefix_cache").GetProperty("entries").GetInt32().ShouldBe(0);
    }

    private static ModelHostOptions Caching => new() { PrefixCache = true, CacheLeastTokens = 100 };

    private static int Count(string text) => Tokenizer.Default.Count(text);

    private static string Marked(string mark, string question, string questionMark = "") => $$"""
        {"model":"lexical","max_tokens":500,"system":[{"type":"text","text":"{{Long}}"{{mark}}}],
         "messages":[{"role":"user","content":[{"type":"text","text":"{{question}}"{{questionMark}}}]}]}
        """;

    private static async Task<(int Input, int Created, int Read)> UsageAsync(Running server, string body)
    {
        var usage = (await server.PostAsync("v1/messages", body)).Usage;
        return (usage.GetProperty("input_tokens").GetInt32(), usage.GetProperty("cache_creation_input_tokens").GetInt32(), usage.GetProperty("cache_read_input_tokens").GetInt32());
    }

    private Task<Running> CachingAsync() => StartAsync(Caching, clock: _clock);
}
