using Attune.Models;
using Attune.Models.Caching;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Models.Caching;

/// <summary>What every store must do; one subclass for each.</summary>
public abstract class ResponseStoreContract : IDisposable
{
    private readonly List<IResponseStore> _opened = [];

    protected MovableTime Time { get; } = new();

    private IResponseStore Store => field ??= Opened();

    [Fact]
    public void What_was_put_is_got_to_the_letter()
    {
        var full = new StoredResponse("Brød \0 \u2028 \U0001F35E\r\n", "stop", "id-1", "gpt-5-2025", new(12, 5, 3, 7), Time.GetUtcNow());
        var bare = new StoredResponse("B", "length", null, null, null, Time.GetUtcNow());

        Store.Put(Request("q1"), full);
        Store.Put(Request("q2"), bare);

        Store.Get(Request("q1").Key).ShouldBe(full);
        Store.Get(Request("q2").Key).ShouldBe(bare);
        Store.Get(Request("q3").Key).ShouldBeNull();
    }

    [Fact]
    public void A_newer_answer_takes_the_place_of_an_older_one()
    {
        Store.Put(Request("q"), Answer("old"));
        Store.Put(Request("q"), Answer("new"));

        Store.Get(Request("q").Key)!.Text.ShouldBe("new");
        Store.Statistics().Responses.ShouldBe(1);
    }

    [Fact]
    public void Requests_come_back_with_head_and_digests_history_by_history()
    {
        List<CacheRequest> put = [Request("q1", "a", "b"), Request("q1"), Request("q2", "a", "b"), Request("q1", "c"), Request("q3", "a", "b")];
        foreach (var request in put) Store.Put(request, Answer("x"));

        var stored = Store.Requests().ToList();

        stored.Select(s => (s.Head.Text, string.Join(' ', s.Prefix.Append(s.Last))))
            .ShouldBe(put.Select(r => (r.Head.Text, string.Join(' ', r.Messages))), ignoreOrder: true);
        var prefixes = stored.Select(s => string.Join(' ', s.Prefix)).ToList();
        prefixes.Where((p, i) => i == 0 || p != prefixes[i - 1]).Count().ShouldBe(3);
    }

    [Fact]
    public void A_history_is_kept_once_for_all_questions_on_it()
    {
        string[] history = [.. Enumerable.Range(0, 500).Select(i => $"turn {i}")];
        foreach (var i in Enumerable.Range(0, 200)) Store.Put(Request($"q{i}", history), Answer("x"));

        var statistics = Store.Statistics();

        statistics.Responses.ShouldBe(200);
        statistics.Prefixes.ShouldBe(1);
    }

    [Fact]
    public void Hits_and_what_they_saved_are_counted_by_model_and_looking_is_no_hit()
    {
        Store.Put(Request("q1"), Answer("x", new(100, 0, 10)));
        Store.Put(Request("q2"), Answer("x"));
        Store.Put(RequestTo("openai:other?seed=1", "q1"), Answer("x", new(7, 0, 1)));

        Store.Get(Request("q1").Key);
        Store.Get(Request("q1").Key);
        Store.Get(Request("q1").Key, use: false);
        Store.Get(Request("q2").Key);
        Store.Get(Request("unknown").Key);

        var statistics = Store.Statistics();
        statistics.Models.ShouldBe([new("openai:m", 2, 3, 200, 20), new("openai:other?seed=1", 1, 0, 0, 0)]);
        (statistics.Hits, statistics.SavedInputTokens, statistics.SavedOutputTokens).ShouldBe((3, 200, 20));
    }

    [Fact]
    public void An_empty_store_has_no_dates()
    {
        var statistics = Store.Statistics();

        (statistics.Responses, statistics.Oldest, statistics.Newest).ShouldBe((0, null, null));
        Store.Requests().ShouldBeEmpty();
    }

    [Fact]
    public void Statistics_date_the_oldest_and_the_newest()
    {
        var first = Time.GetUtcNow();
        Store.Put(Request("q1"), Answer("x"));
        Time.Advance(TimeSpan.FromDays(3));
        Store.Put(Request("q2"), Answer("x"));

        var statistics = Store.Statistics();

        (statistics.Oldest, statistics.Newest).ShouldBe((first, first + TimeSpan.FromDays(3)));
    }

    [Fact]
    public void Pruning_by_age_spares_what_was_used_since()
    {
        foreach (var question in (string[])["used", "unused"]) Store.Put(Request(question), Answer("x"));
        Time.Advance(TimeSpan.FromDays(20));
        Store.Get(Request("used").Key);
        Time.Advance(TimeSpan.FromDays(20));
        Store.Put(Request("new"), Answer("x"));

        var pruned = Store.Prune(new() { OlderThan = TimeSpan.FromDays(30) });

        (pruned.Removed, pruned.Left).ShouldBe((1, 2));
        Store.Get(Request("unused").Key).ShouldBeNull();
        Store.Get(Request("used").Key).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("openai:m", 2)]
    [InlineData("openai:m?seed=1", 1)]
    [InlineData("openai:m?seed=2", 0)]
    [InlineData("openai", 0)]
    public void Pruning_by_model_takes_its_name_with_or_without_parameters(string model, int removed)
    {
        foreach (var name in (string[])["openai:m", "openai:m?seed=1", "openai:other"]) Store.Put(RequestTo(name, "q"), Answer("x"));

        Store.Prune(new() { Model = model }).Removed.ShouldBe(removed);
        Store.Statistics().Responses.ShouldBe(3 - removed);
    }

    [Fact]
    public void Pruning_to_a_size_keeps_what_was_used_last()
    {
        var text = new string('x', 20_000);
        foreach (var i in Enumerable.Range(0, 50))
        {
            Store.Put(Request($"q{i}"), Answer(text));
            Time.Advance(TimeSpan.FromMinutes(1));
        }

        Store.Get(Request("q0").Key);
        var pruned = Store.Prune(new() { MaxBytes = 400_000 });

        pruned.BytesAfter.ShouldBeLessThanOrEqualTo(400_000);
        pruned.Left.ShouldBeGreaterThan(5);
        (pruned.Removed + pruned.Left).ShouldBe(50);
        foreach (var kept in (string[])["q0", "q49"]) Store.Get(Request(kept).Key).ShouldNotBeNull();
        Store.Get(Request("q1").Key).ShouldBeNull();
    }

    [Fact]
    public void A_size_that_is_not_reached_removes_nothing()
    {
        Store.Put(Request("q"), Answer("x"));

        Store.Prune(new() { MaxBytes = 1 << 30 }).Removed.ShouldBe(0);
    }

    [Fact]
    public void Pruning_without_conditions_removes_everything_and_the_store_goes_on()
    {
        Store.Put(Request("q1", "a"), Answer("x"));

        Store.Prune(new()).Removed.ShouldBe(1);
        Store.Requests().ShouldBeEmpty();
        Store.Put(Request("q1", "a"), Answer("y"));

        Store.Get(Request("q1", "a").Key)!.Text.ShouldBe("y");
        Store.Requests().Single().Prefix.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_threads_put_and_get_at_once()
    {
        var store = Store;
        await Parallel.ForAsync(0, 400, (i, _) =>
        {
            var request = Request($"q{i % 100}", "a", "b");
            store.Put(request, Answer($"answer {i % 100}"));
            store.Get(request.Key)!.Text.ShouldBe($"answer {i % 100}");
            return ValueTask.CompletedTask;
        });

        var statistics = store.Statistics();
        (statistics.Responses, statistics.Prefixes, statistics.Hits).ShouldBe((100, 1, 400));
    }

    public void Dispose()
    {
        foreach (var store in _opened) store.Dispose();
        CleanUp();
        GC.SuppressFinalize(this);
    }

    protected static CacheRequest Request(string question, params string[] history) => RequestTo("openai:m", question, history);

    protected static CacheRequest RequestTo(string model, string question, params string[] history) =>
        CacheRequest.Of(RequestHead.Of(ModelName.Parse(model))!, [.. history.Append(question).Select(text => new ChatMessage(ChatRole.User, text))])!;

    protected StoredResponse Answer(string text, TokenUsage? usage = null) => new(text, "stop", "id", "m", usage, Time.GetUtcNow());

    protected abstract IResponseStore Open();

    protected virtual void CleanUp()
    {
    }

    protected IResponseStore Opened()
    {
        var store = Open();
        _opened.Add(store);
        return store;
    }
}
