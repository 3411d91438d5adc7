using System.Globalization;
using Attune.Web.Runs.Index;
using Microsoft.AspNetCore.Http;

namespace Attune.Web.Tests.Runs.Index;

public sealed class TrialIndexTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-index-").FullName;
    private readonly string _log;
    private readonly RunIndex _run;
    private readonly TrialIndex _index;

    public TrialIndexTests()
    {
        _log = Path.Combine(_folder, "trials.jsonl");
        File.WriteAllText(_log, "");
        _run = new(Path.Combine(_folder, "index.db"), _folder);
        _index = _run.Trials;
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Trials_that_come_later_take_their_places_in_every_order_that_was_asked_for()
    {
        var (all, slow) = (Filter(""), Filter("?method=rag&sort=latency&desc=1"));
        Log(("a", "rag", 30), ("b", "rag", 10), ("c", "zero-shot", 20));
        (Keys(all), Keys(slow)).ShouldBe(("a b c", "a b"));
        Log(("d", "rag", 20), ("e", "rag", 40));

        (Keys(all), Keys(slow)).ShouldBe(("a b c d e", "e a d b"));
        _index.Count(slow).ShouldBe(4);
        _index.Outcomes().ShouldBe([("scored", 5L)]);
        (_run.State().Trials, _run.State().CostText).ShouldBe((5, "5.00"));
        _index.Around(slow, _index.Find("a")!).ShouldBe(("e", "d", 1));
    }

    [Fact]
    public void A_trial_that_is_logged_again_stands_where_its_last_line_puts_it()
    {
        var filter = Filter("?sort=latency");
        Log(("a", "rag", 10), ("b", "rag", 20));
        Keys(filter).ShouldBe("a b");
        Log(("a", "rag", 30));

        Keys(filter).ShouldBe("b a");
        _index.Around(filter, _index.Find("a")!).ShouldBe(("b", null, 1));
    }

    [Fact]
    public void Of_a_trial_that_a_filter_leaves_out_the_first_that_it_lets_through_comes_after()
    {
        Log(("a", "rag", 10), ("b", "zero-shot", 20), ("c", "rag", 30));

        _index.Around(Filter("?method=rag"), _index.Find("b")!).ShouldBe((null, "a", -1));
        _index.Around(Filter("?method=cot"), _index.Find("b")!).ShouldBe((null, null, -1));
    }

    [Fact]
    public void A_page_holds_what_stands_there_and_nothing_beyond_the_end()
    {
        Log([.. Enumerable.Range(0, 25).Select(i => ($"t{i:d2}", "rag", (double)(i % 5)))]);
        var filter = Filter("?sort=latency");

        _index.Page(filter, 20, 10).Select(r => r.Key).ShouldBe(["t04", "t09", "t14", "t19", "t24"]);
        _index.Page(filter, 25, 10).ShouldBeEmpty();
        _index.Page(filter, long.MaxValue, 10).ShouldBeEmpty();
    }

    [Fact]
    public async Task Many_who_ask_in_many_ways_while_the_log_grows_see_all_of_it_in_the_end()
    {
        var filters = Enumerable.Range(0, 20).Select(i => Filter($"?user=u{i % 4}&sort={(i % 2 == 0 ? "latency" : "log")}&desc={i % 3}")).ToList();
        using var over = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(r => Task.Run(() =>
        {
            for (var i = r; !over.IsCancellationRequested; i++)
                foreach (var row in _index.Page(filters[i % filters.Count], 0, 50)) row.UserId.ShouldBe($"u{i % filters.Count % 4}");
        })).ToList();

        for (var i = 0; i < 40; i++) Log(($"k{i}", "rag", i));
        await over.CancelAsync();
        await Task.WhenAll(readers);

        filters.ShouldAllBe(f => _index.Count(f) == 10);
        Keys(Filter("?user=u3&sort=latency&desc=1")).ShouldStartWith("k39 k35 k31");
    }

    private static TrialFilter Filter(string query) => TrialFilter.Read(new DefaultHttpContext { Request = { QueryString = new(query) } }.Request);

    private string Keys(TrialFilter filter) => string.Join(' ', _index.Page(filter, 0, 50).Select(r => r.Key));

    private void Log(params (string Key, string Method, double Latency)[] trials)
    {
        File.AppendAllText(_log, string.Concat(trials.Select(t => string.Create(CultureInfo.InvariantCulture, $$"""
            {"key":"{{t.Key}}","condition":{"dataset":"d","model":"m","method":"{{t.Method}}","task":"open-ended","preferences":"original"},"user_id":"u{{(t.Key[0] == 'k' ? int.Parse(t.Key[1..], CultureInfo.InvariantCulture) % 4 : 0)}}","query_id":"q","outcome":"scored","answer":"Yes.","cost_usd":1,"latency_ms":{{t.Latency}}}

            """))));
        _run.CatchUp(CancellationToken.None);
    }
}
