using System.Text.Json.Nodes;
using Attune.Statistics;
using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Runs;

public sealed class PairPagesTests
{
    [Fact]
    public async Task A_runs_pairs_are_listed_with_what_became_of_their_verdicts()
    {
        await using var console = await RunningConsole.StartAsync();
        var run = await PairsRun.MakeAsync(console.Folder);
        var verdicts = run.ReadVerdicts().ToList();
        using var owner = await console.VisitAsync(Role.Owner);

        var page = await owner.FollowLinkAsync(await owner.GetAsync("/runs/tournament"), "Preference pairs");

        page.Main.ShouldContain("6 pairs");
        foreach (var pair in verdicts.GroupBy(v => v.PairId))
        {
            int[] counts = [pair.Count(), pair.Count(v => v.Verdict!.Passed == true), pair.Count(v => v.Verdict is { IsAlike: false, Passed: false }), pair.Count(v => v.Verdict!.IsAlike)];
            CellsOf(page, pair.Key).Take(4).ShouldBe(counts);
            CellsOf(page, pair.Key)[5].ShouldBe(PairsRun.Contests / 6);
        }

        page.Main.ShouldContain(Attune.Datasets.Dataset.Open(Path.Combine(console.Folder, "data", "pairs")).Pairs[0].Query);
    }

    [Fact]
    public async Task Pairs_are_filtered_by_contestant_and_outcome_and_gone_through_in_their_order()
    {
        await using var console = await RunningConsole.StartAsync();
        var run = await PairsRun.MakeAsync(console.Folder);
        var passed = run.ReadVerdicts().Where(v => v.Condition is { Model: "embedded:lexical", Method: "oracle" } && v.Verdict!.Passed == true).Select(v => v.PairId).Order(StringComparer.Ordinal).ToList();
        passed.ShouldNotBeEmpty();
        using var owner = await console.VisitAsync(Role.Owner);

        var list = await owner.GetAsync("/runs/tournament/pairs?model=embedded%3Alexical&method=oracle&outcome=passed&sort=pair&desc=0");

        var links = list.Document.QuerySelectorAll("td a").Select(a => a.GetAttribute("href")!).ToList();
        links.ConvertAll(l => l.Split('/', '?')[4]).ShouldBe(passed);
        var page = await owner.GetAsync(links[0]);
        for (var i = 0; i < passed.Count; i++)
        {
            page.Document.QuerySelector("nav[aria-label=Pairs] span")!.TextContent.ShouldBe($"{i + 1} of {passed.Count}");
            page.Heading.ShouldBe($"Pair {passed[i]}");
            page.Document.QuerySelectorAll("section.contestant").Length.ShouldBe(1);
            if (i < passed.Count - 1) page = await owner.FollowLinkAsync(page, "Next");
        }
    }

    [Fact]
    public async Task A_pair_shows_both_preferences_the_query_every_answer_and_all_that_was_said_of_them()
    {
        await using var console = await RunningConsole.StartAsync();
        var run = await PairsRun.MakeAsync(console.Folder);
        var dataset = Attune.Datasets.Dataset.Open(Path.Combine(console.Folder, "data", "pairs"));
        var pair = dataset.Pairs[2];
        using var owner = await console.VisitAsync(Role.Owner);

        var page = await owner.GetAsync($"/runs/tournament/pairs/{pair.Id}");

        page.Status.ShouldBe(200);
        foreach (var text in (string[])[pair.Query, dataset.Preference(pair.PreferenceA).Text, dataset.Preference(pair.PreferenceB).Text]) page.Main.ShouldContain(text);
        var verdicts = run.ReadVerdicts().Where(v => v.PairId == pair.Id).ToList();
        verdicts.Count.ShouldBe(6); // four contestants, and the blind floor of two models
        page.Document.QuerySelectorAll("section.contestant").Length.ShouldBe(verdicts.Count);
        foreach (var rationale in verdicts.Where(v => !v.Verdict!.IsAlike).SelectMany(v => v.Orders).Select(o => o.Rationale).OfType<string>()) page.Main.ShouldContain(rationale);
        foreach (var trial in run.ReadTrials().Where(t => t.QueryId == pair.Id))
            page.Document.QuerySelectorAll($"a[href='/runs/tournament/trials/{trial.Key}']").Length.ShouldBe(1, trial.Key);
        page.Main.ShouldContain($"{PairsRun.Contests / 6} contests");
        var contests = run.ReadContests().Where(c => c.PairId == pair.Id).ToList();
        page.Document.QuerySelectorAll("td[data-label='Won by']").Count(c => c.TextContent.Contains("tie", StringComparison.Ordinal)).ShouldBe(contests.Count(c => c.Verdict!.Winner == ContestWinner.Tie));

        var back = await owner.GetAsync(page.Document.QuerySelector("section.contestant h4 a")!.GetAttribute("href")!);
        (await owner.FollowLinkAsync(back, "Its pair")).Heading.ShouldBe($"Pair {pair.Id}");
    }

    [Fact]
    public async Task What_people_said_of_a_contest_stands_there_under_their_pseudonyms()
    {
        await using var console = await RunningConsole.StartAsync();
        var run = await PairsRun.MakeAsync(console.Folder);
        var log = Path.Combine(run.Location, "contests.jsonl");
        var contest = run.ReadContests().First();
        var line = JsonNode.Parse((await File.ReadAllLinesAsync(log))[0])!;
        (line["key"], line["evaluator"], line["person"], line["round"]) = ("by-a-person", "people", "annotator 3", "round-of-today");
        line["orders"] = new JsonArray(new JsonObject { ["swapped"] = false, ["state"] = "won-by-b", ["rationale"] = "the second one listened" });
        await File.AppendAllTextAsync(log, line.ToJsonString() + "\n");
        using var owner = await console.VisitAsync(Role.Owner);

        var page = await owner.GetAsync($"/runs/tournament/pairs/{contest.PairId}");

        var row = page.Document.QuerySelectorAll("tr").Single(r => r.TextContent.Contains("annotator 3", StringComparison.Ordinal));
        row.TextContent.ShouldContain("the second one listened");
        row.QuerySelector("a[href='/rounds/round-of-today']").ShouldNotBeNull();
        row.QuerySelector("td[data-label='Won by']")!.TextContent.Trim().ShouldBe($"{contest.B.Model}, {contest.B.Method}");
    }

    [Fact]
    public async Task An_order_that_is_not_asked_yet_or_cannot_be_read_leaves_a_pair_unjudged()
    {
        await using var console = await RunningConsole.StartAsync();
        var run = await PairsRun.MakeAsync(console.Folder);
        var log = Path.Combine(run.Location, "verdicts.jsonl");
        var lines = (await File.ReadAllLinesAsync(log)).Select(l => JsonNode.Parse(l)!).ToList();
        var whole = lines.Select((l, i) => (l, i)).Where(l => l.l["orders"]!.AsArray().All(o => o!["state"]!.GetValue<string>() != "alike")).Take(2).ToList();
        whole[0].l["orders"]!.AsArray().RemoveAt(3);
        whole[1].l["orders"]![1]!["state"] = "unreadable";
        var gone = lines.First(l => l != whole[0].l && l != whole[1].l);
        await File.WriteAllLinesAsync(log, lines.Where(l => l != gone).Select(l => l.ToJsonString()));
        using var owner = await console.VisitAsync(Role.Owner);

        var list = await owner.GetAsync("/runs/tournament/pairs?outcome=unjudged");

        var pairs = ((JsonNode[])[whole[0].l, whole[1].l, gone]).Select(l => l["pair_id"]!.GetValue<string>()).ToList();
        list.Document.QuerySelectorAll("td a").Select(a => a.TextContent).Order(StringComparer.Ordinal).ShouldBe(pairs.Distinct().Order(StringComparer.Ordinal));
        pairs.Distinct().Sum(p => CellsOf(list, p)[4]).ShouldBe(3);
        (await owner.GetAsync($"/runs/tournament/pairs/{pairs[0]}")).Main.ShouldContain("1 of the four orders has not been asked yet");
        (await owner.GetAsync($"/runs/tournament/pairs/{pairs[2]}")).Main.ShouldContain("no evaluator has been asked");
    }

    [Fact]
    public async Task Without_its_dataset_a_pair_still_shows_what_the_logs_hold()
    {
        await using var console = await RunningConsole.StartAsync();
        var run = await PairsRun.MakeAsync(console.Folder);
        var trial = run.ReadTrials().First(t => t.Answer?.Length > 0);
        Directory.Delete(Path.Combine(console.Folder, "data", "pairs"), recursive: true);
        using var owner = await console.VisitAsync(Role.Owner);

        var page = await owner.GetAsync($"/runs/tournament/pairs/{trial.QueryId}");

        page.Status.ShouldBe(200);
        page.Main.ShouldContain("is not among this console's datasets");
        page.Document.QuerySelectorAll("section.contestant").Length.ShouldBe(6);
        (await owner.GetAsync("/runs/tournament/pairs")).Main.ShouldContain("6 pairs");
    }

    [Fact]
    public async Task Verdicts_that_are_replaced_are_read_anew_and_odd_words_find_nothing_or_everything()
    {
        await using var console = await RunningConsole.StartAsync();
        var log = Path.Combine((await PairsRun.MakeAsync(console.Folder)).Location, "verdicts.jsonl");
        using var owner = await console.VisitAsync(Role.Owner);
        var before = (await owner.GetAsync("/runs/tournament/pairs?outcome=unjudged")).Main;
        before.ShouldContain("No pair is like that");

        await File.WriteAllTextAsync(log, "this is no verdict\n");

        var after = await owner.GetAsync("/runs/tournament/pairs?outcome=unjudged");
        after.Main.ShouldContain("6 pairs");
        (await owner.GetAsync("/runs/tournament/progress")).Text.ShouldContain("1 line of its logs cannot be read");
        foreach (var odd in (string[])["?outcome=%27--", "?sort=first;DROP", "?model=%3Cscript%3E", "?evaluator=nobody", "?page=99999", "?method=none"])
            (await owner.GetAsync("/runs/tournament/pairs" + odd)).Status.ShouldBe(200, odd);
        foreach (var odd in (string[])["nope", "..%2f..%2fetc", "g0001-p1?method=nope"])
            (await owner.GetAsync("/runs/tournament/pairs/" + odd)).Status.ShouldBe(404, odd);
    }

    [Fact]
    public async Task A_run_without_pairs_says_so()
    {
        await using var console = await RunningConsole.StartAsync();
        await SampleRun.MakeAsync(console.Folder, "plain");
        using var owner = await console.VisitAsync(Role.Owner);

        (await owner.GetAsync("/runs/plain")).Document.QuerySelector("a[href='/runs/plain/pairs']").ShouldBeNull();
        (await owner.GetAsync("/runs/plain/pairs")).Main.ShouldContain("asked no preference pairs");
        (await owner.GetAsync("/runs/plain/pairs/x")).Status.ShouldBe(404);
        (await owner.GetAsync("/runs/nowhere/pairs")).Status.ShouldBe(404);
    }

    private static IReadOnlyList<int> CellsOf(Shown list, string pair) =>
    [
        .. list.Document.QuerySelectorAll("tr").Single(r => r.QuerySelector("td a")?.TextContent == pair).QuerySelectorAll("td.number").Select(c => int.Parse(c.TextContent, System.Globalization.CultureInfo.InvariantCulture)),
    ];
}
