using System.Text.RegularExpressions;
using Attune.Judging;
using Attune.Runs;
using Attune.Runs.Pairs;
using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Annotation;

/// <summary>A round of contests from the making of it to the run's table, by forms alone.</summary>
public sealed partial class ContestRoundTests : IAsyncLifetime
{
    private RunningConsole _console = null!;
    private Visitor _owner = null!;
    private Visitor _anna = null!;
    private Visitor _bert = null!;
    private RunFolder _run = null!;

    public async Task InitializeAsync()
    {
        _console = await RunningConsole.StartAsync();
        _run = await PairsRun.MakeAsync(_console.Folder);
        (_owner, _anna, _bert) = (await _console.VisitAsync(Role.Owner), await _console.VisitAsync(Role.Annotator), await _console.VisitAsync(Role.Annotator));
    }

    public async Task DisposeAsync()
    {
        foreach (var visitor in (Visitor[])[_owner, _anna, _bert]) visitor.Dispose();
        await _console.DisposeAsync();
    }

    [Fact]
    public async Task Peoples_verdicts_are_in_the_runs_table_beside_the_evaluators()
    {
        var round = await MakeAsync(count: 8);
        await JudgeAllAsync(_anna, round);
        await JudgeAllAsync(_bert, round);
        Known().Select(r => r.Evaluator).ShouldBe(["embedded:judge"]);

        await WriteAsync(round);

        var people = Known().Single(r => r.Evaluator == ContestRecord.People);
        (people.Tally.Contests, people.Tally.Undecided, people.Tally.Consistent).ShouldBe((16, 0, null));
        people.Tally.NamedFirst!.Mean.ShouldBe(1); // they always say left
        Known().Single(r => r.Evaluator == "embedded:judge").Tally.Contests.ShouldBe(PairsRun.Contests);

        // Running the experiment again asks nothing anew and keeps what people said.
        await PairsRun.RunnerOf(_console.Folder).RunAsync();
        Known().Single(r => r.Evaluator == ContestRecord.People).Tally.Contests.ShouldBe(16);
    }

    [Fact]
    public async Task Written_again_a_verdict_counts_once_and_as_it_stands_now()
    {
        var round = await MakeAsync(count: 5);
        await JudgeAllAsync(_anna, round);
        await WriteAsync(round);
        await WriteAsync(round);
        People().Count.ShouldBe(5);

        var page = await _anna.GetAsync($"/annotate/{round}");
        var again = await _anna.FollowAsync(await _anna.SubmitAsync(page, $"/annotate/{round}/undo"));
        await WriteAsync(round);
        People().Count(c => c.Orders.Count > 0).ShouldBe(4);
        Known().Single(r => r.Evaluator == ContestRecord.People).Tally.Contests.ShouldBe(4);

        await _anna.SubmitAsync(again, FormOf(again), ("answer", "tie"), ("comment", "Both alike."));
        await WriteAsync(round);
        People().Count(c => c.Orders.Count > 0).ShouldBe(5);
        People().SelectMany(c => c.Orders).Single(o => o.State == SeatState.Tied).Rationale.ShouldBe("Both alike.");
    }

    [Fact]
    public async Task Whoever_sat_left_is_who_wins()
    {
        var round = await MakeAsync(count: 6, ("contestant", "embedded:lexical oracle"), ("contestant", "embedded:generic zero-shot"));
        var lefts = new List<string>();
        await JudgeAllAsync(_anna, round, page => lefts.Add(Letters(string.Concat(page.Document.QuerySelectorAll("section[aria-labelledby=side-Left] .said").Select(s => s.TextContent)))));
        await WriteAsync(round);

        var answers = _run.ReadTrials().ToDictionary(t => (t.Condition, t.QueryId, t.Form), t => t.Answer);
        var winners = People().Select(c => (c, Winner: c.Orders[0].State == SeatState.WonByA ? c.A : c.B));
        winners.Select(w => Letters(answers[(w.Winner, w.c.PairId, "a")] + answers[(w.Winner, w.c.PairId, "b")])).Order().SequenceEqual(lefts.Order()).ShouldBeTrue();
        People().Select(c => c.Orders[0].Swapped).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Nothing_that_an_annotator_gets_tells_which_models_or_methods_take_part()
    {
        var round = await MakeAsync(count: 6, ("opinions", "yes"));
        var pages = new List<Shown>
        {
            await _anna.GetAsync("/"), await _anna.GetAsync("/annotate"), await _anna.GetAsync($"/annotate/{round}"),
        };
        var names = new Regex("embedded|lexical|generic|oracle|zero-shot|tournament|judge:", RegexOptions.IgnoreCase);
        for (var i = 0; i < 6; i++)
        {
            var page = await NextAsync(_anna, round);
            var opened = page.Document.QuerySelector("[formaction$=opinion]") is null ? page : await _anna.FollowAsync(await _anna.SubmitAsync(page, FormOf(page), FormOf(page) + "/opinion"));
            pages.AddRange([page, opened]);
            await _anna.SubmitAsync(opened, FormOf(opened), ("answer", "right"));
        }

        foreach (var page in pages)
        {
            names.Match(page.Text).Value.ShouldBe("");
            names.Match(page.Headers.ToString()).Value.ShouldBe("");
        }
    }

    [Fact]
    public async Task A_models_opinion_is_shown_to_who_asks_for_it_and_that_is_remembered()
    {
        var round = await MakeAsync(count: 2, ("opinions", "yes"));
        var page = await NextAsync(_anna, round);
        page.Main.ShouldNotContain("AI opinion:");

        var opened = await _anna.FollowAsync(await _anna.SubmitAsync(page, FormOf(page), FormOf(page) + "/opinion", ("comment", "So far.")));
        opened.Main.ShouldContain("AI opinion:");
        opened.Document.QuerySelector("textarea")!.TextContent.ShouldBe("So far.");
        await _anna.SubmitAsync(opened, FormOf(opened), ("answer", "left"));
        var second = await NextAsync(_anna, round);
        await _anna.SubmitAsync(second, FormOf(second), ("answer", "left"));

        var lines = (await _owner.GetAsync($"/rounds/{round}/verdicts.jsonl")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Count(l => l.Contains("\"opinion_seen\":true")).ShouldBe(1);
        lines.Length.ShouldBe(2);
    }

    [Fact]
    public async Task Anothers_task_and_anothers_round_are_nothing_here()
    {
        var round = await MakeAsync(count: 4, ("annotator", _anna.Account!.Id));
        var page = await NextAsync(_anna, round);
        var task = FormOf(page);
        var token = page.Document.QuerySelector("form.verdict input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var own = (await _bert.GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        (await _bert.GetAsync(task)).Status.ShouldBe(404);
        (await _bert.GetAsync($"/annotate/{round}")).Status.ShouldBe(404);
        (await _bert.PostAsync(task, ("__RequestVerificationToken", own), ("answer", "left"), ("token", TokenOf(page)))).Status.ShouldBe(404);
        (await _bert.PostAsync(task + "/skip", ("__RequestVerificationToken", own), ("token", TokenOf(page)))).Status.ShouldBe(404);
        (await _bert.PostAsync($"/annotate/{round}/next", ("__RequestVerificationToken", own))).Status.ShouldBe(404);
        (await _bert.PostAsync(task, ("__RequestVerificationToken", token), ("answer", "left"), ("token", TokenOf(page)))).Status.ShouldBe(400);
        (await _anna.PostAsync(task, ("answer", "left"), ("token", TokenOf(page)))).Status.ShouldBe(400);
        (await _anna.SubmitAsync(page, task, ("answer", "centre"))).Status.ShouldBe(400);
        (await _anna.GetAsync($"/rounds/{round}")).Status.ShouldBe(403);
        (await _anna.GetAsync("/annotate/tasks/..%2f..%2fetc")).Status.ShouldBe(404);
        (await _owner.GetAsync("/rounds/new?source=..%2F..%2Fetc")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_form_that_is_sent_again_leads_on_and_stores_one_verdict()
    {
        var round = await MakeAsync(count: 4, ("annotator", _anna.Account!.Id));
        var page = await NextAsync(_anna, round);

        var first = await _anna.SubmitAsync(page, FormOf(page), ("answer", "left"));
        var second = await _anna.SubmitAsync(page, FormOf(page), ("answer", "right"));

        (first.Status, second.Location).ShouldBe((303, first.Location));
        (await _owner.GetAsync($"/rounds/{round}/verdicts.csv")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Texts_from_outside_are_shown_as_texts()
    {
        const string Hostile = "<script>alert(1)</script>=cmd";
        var round = await MakeAsync(count: 2, ("name", Hostile), ("instructions", Hostile));
        await JudgeAllAsync(_anna, round, comment: Hostile);
        await JudgeAllAsync(_bert, round, answer: "tie", comment: "=1+1");
        foreach (var page in (Shown[])[await _anna.GetAsync($"/annotate/{round}"), await _owner.GetAsync($"/rounds/{round}"), await _owner.GetAsync("/rounds")])
        {
            page.Status.ShouldBe(200);
            page.Text.ShouldNotContain("<script>alert");
            page.Main.ShouldContain("<script>alert(1)</script>");
        }

        (await _owner.GetAsync($"/rounds/{round}/verdicts.csv")).Text.ShouldContain(",'=1+1\r\n");
    }

    [Fact]
    public async Task An_owner_sees_how_it_goes()
    {
        var round = await MakeAsync(count: 6);
        (await _owner.GetAsync($"/rounds/{round}")).Main.ShouldContain("0 of 12");
        await JudgeAllAsync(_anna, round);
        await JudgeAllAsync(_bert, round, comment: "I see it so.");

        var page = await _owner.GetAsync($"/rounds/{round}");

        page.Main.ShouldContain("12 of 12");
        page.Main.ShouldContain("Krippendorff's alpha");
        page.Main.ShouldContain("Cohen's kappa: -1.00"); // the seats are swapped, and both say left
        page.Document.QuerySelectorAll("details summary").Count(s => s.TextContent.StartsWith("Contest ")).ShouldBe(6);
        page.Main.ShouldContain("I see it so.");
        page.Main.ShouldContain("100%");
    }

    [Fact]
    public async Task A_form_that_is_not_filled_in_well_comes_back_with_what_is_wrong()
    {
        var page = await _owner.GetAsync("/rounds/new?source=tournament");
        async Task<Shown> Send(params (string, string)[] fields) => await _owner.SubmitAsync(page, "/rounds", fields);
        (string, string)[] good = [("name", "R"), ("contestant", "embedded:lexical oracle"), ("contestant", "embedded:generic oracle"), ("annotator", _anna.Account!.Id), ("count", "3"), ("overlap", "1"), ("instructions", "Judge.")];

        (await Send([.. good.Where(f => f.Item1 != "annotator")])).Main.ShouldContain("Choose who annotates");
        (await Send([.. good.Where(f => f.Item1 != "contestant")])).Main.ShouldContain("at least two contestants");
        (await Send([.. good.Where(f => f.Item1 != "overlap"), ("overlap", "2")])).Main.ShouldContain("No more people");
        var refused = await Send([.. good.Where(f => f.Item1 != "count"), ("count", "none")]);
        (refused.Status, refused.Document.QuerySelector("[name=instructions]")!.TextContent).ShouldBe((422, "Judge."));
        (await Send(good)).Status.ShouldBe(303);
    }

    [Fact]
    public async Task Nobody_annotates_who_may_not_whatever_the_form_says()
    {
        using var participant = await _console.VisitAsync(Role.Participant);
        var page = await _owner.GetAsync("/rounds/new?source=tournament");
        (string, string)[] form =
        [
            ("name", "R"), ("contestant", "embedded:lexical oracle"), ("contestant", "embedded:generic oracle"), ("count", "3"), ("overlap", "1"), ("instructions", "Judge."),
            ("annotator", "nobody"), ("annotator", participant.Account!.Id), ("annotator", _anna.Account!.Id),
        ];

        (await _owner.SubmitAsync(page, "/rounds", [.. form.SkipLast(1)])).Main.ShouldContain("Choose who annotates");
        var made = await _owner.SubmitAsync(page, "/rounds", form);

        made.Status.ShouldBe(303);
        var round = await _owner.GetAsync(made.Location!);
        round.Main.ShouldContain(_anna.Account.Name);
        round.Main.ShouldNotContain(participant.Account.Name);
    }

    [Fact]
    public async Task While_the_run_goes_on_nothing_is_written_and_it_is_said_why()
    {
        var round = await MakeAsync(count: 3);
        await JudgeAllAsync(_anna, round);
        using (new FileStream(Path.Combine(_run.Location, "run.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose))
        {
            var refused = await WriteAsync(round);
            refused.Status.ShouldBe(422);
            refused.Main.ShouldContain("is in use");
        }

        People().ShouldBeEmpty();
        (await WriteAsync(round)).Status.ShouldBe(303);
        People().Count.ShouldBe(3);
    }

    [Fact]
    public async Task What_the_owner_settles_counts_in_the_place_of_what_annotators_said_and_they_count_again_when_it_is_taken_back()
    {
        var round = await MakeAsync(count: 3);
        await JudgeAllAsync(_anna, round);
        await JudgeAllAsync(_bert, round); // the seats are swapped: they differ everywhere
        await WriteAsync(round);
        People().Count(c => c.Orders.Count > 0).ShouldBe(6);

        var page = await _owner.SettleFirstAsync(round, _ => [("answer", "left"), ("comment", "Plainly.")]);
        await WriteAsync(round);
        page.Text.ShouldNotContain("embedded:");
        page.Document.QuerySelectorAll("#said + ul li").Select(l => l.TextContent.Split(": ")[1]).Order().ShouldBe(["left", "right"]);
        var left = Letters(string.Concat(page.Document.QuerySelectorAll("section[aria-labelledby=side-Left] .said").Select(s => s.TextContent)));
        var settled = People().Single(c => c.Person == "adjudicator");
        var winner = settled.Orders[0].State == SeatState.WonByA ? settled.A : settled.B;
        var answers = _run.ReadTrials().ToDictionary(t => (t.Condition, t.QueryId, t.Form), t => t.Answer);
        Letters(answers[(winner, settled.PairId, "a")] + answers[(winner, settled.PairId, "b")]).ShouldBe(left);
        settled.Orders[0].Rationale.ShouldBe("Plainly.");
        People().Count(c => c.Orders.Count > 0).ShouldBe(5); // two of them for each of the others
        (await _owner.GetAsync($"/rounds/{round}/verdicts.csv")).Text.ShouldContain(",adjudicator,");

        var path = page.Document.QuerySelector("form.verdict")!.GetAttribute("action")!;
        await _owner.SubmitAsync(await _owner.GetAsync(path), path + "/reopen");
        await WriteAsync(round);
        People().Count(c => c.Orders.Count > 0).ShouldBe(6);
        People().ShouldAllBe(c => c.Person != "adjudicator" || c.Orders.Count == 0);
    }

    [Fact]
    public async Task Nobody_but_an_owner_settles_and_only_items_of_the_round()
    {
        var round = await MakeAsync(count: 2);
        await JudgeAllAsync(_anna, round);
        await JudgeAllAsync(_bert, round);
        var other = await MakeAsync(count: 2);
        var path = await _owner.FirstDisputedAsync(round);
        var item = path[(path.LastIndexOf('/') + 1)..];

        (await _anna.GetAsync(path)).Status.ShouldBe(403);
        (await _owner.GetAsync($"/rounds/{other}/items/{item}")).Status.ShouldBe(404);
        (await _owner.SubmitAsync(await _owner.GetAsync(path), path, ("answer", "centre"))).Status.ShouldBe(400);
        (await _owner.PostAsync(path, ("answer", "left"))).Status.ShouldBe(400);
        (await _owner.GetAsync($"/rounds/{round}")).Main.ShouldContain("2 of 2 wait for you");
    }

    /// <summary>What Markdown changes left away.</summary>
    private static string Letters(string text) => string.Concat(text.Where(char.IsLetter));

    private static string FormOf(Shown page) => page.Document.QuerySelector("form.verdict")!.GetAttribute("action")!;

    private static string TokenOf(Shown page) => page.Document.QuerySelector("form.verdict input[name=token]")!.GetAttribute("value")!;

    private IReadOnlyList<ContestResult> Known() => RunResults.Read(_run).Contests();

    private IReadOnlyList<ContestRecord> People() => [.. _run.ReadContests().Where(c => c.Person is not null)];

    private async Task<Shown> WriteAsync(string round) => await _owner.SubmitAsync(await _owner.GetAsync($"/rounds/{round}"), $"/rounds/{round}/write");

    private async Task<Shown> NextAsync(Visitor who, string round) => await who.FollowAsync(await who.SubmitAsync(await who.GetAsync($"/annotate/{round}"), $"/annotate/{round}/next"));

    private async Task JudgeAllAsync(Visitor who, string round, Action<Shown>? see = null, string answer = "left", string comment = "")
    {
        var page = await NextAsync(who, round);
        while (page.Document.QuerySelector("form.verdict") is not null)
        {
            see?.Invoke(page);
            page = await who.FollowAsync(await who.SubmitAsync(page, FormOf(page), ("answer", answer), ("comment", comment)));
        }
    }

    /// <summary>A round between all contestants by both annotators, unless fields say otherwise.</summary>
    private async Task<string> MakeAsync(int count, params (string Name, string Value)[] fields)
    {
        var page = await _owner.GetAsync("/rounds/new?source=tournament");
        var contestants = page.Document.QuerySelectorAll("[name=contestant]").Select(c => ("contestant", c.GetAttribute("value")!));
        (string Name, string Value)[] given =
        [
            ("name", "First round"), ("count", $"{count}"), ("overlap", fields.Any(f => f.Name == "annotator") ? "1" : "2"), ("instructions", "Judge."),
            ("annotator", _anna.Account!.Id), ("annotator", _bert.Account!.Id), .. contestants,
        ];
        var made = await _owner.SubmitAsync(page, "/rounds", [.. given.Where(g => fields.All(f => f.Name != g.Name)), .. fields]);
        made.Status.ShouldBe(303, made.Main);
        return made.Location!["/rounds/".Length..];
    }
}
