using Attune.Reports;
using Attune.Reports.Tables;
using Attune.Runs;
using Attune.Runs.Pairs;

namespace Attune.Tests.Runs.Pairs;

/// <summary>Evaluators of which it is known what they pass.</summary>
public sealed class PassRateOfRunsTests
{
    [Fact]
    public async Task A_perfect_evaluator_passes_every_pair_that_can_be_told_apart_and_no_blind_one()
    {
        using var pairs = new PairRun(couples: 5, each: 3);
        await pairs.Run.Run();

        (pairs.Rate().Rate.Rate!.Mean, pairs.Rate().Rate.Pairs, pairs.Rate().Rate.Rate!.Clusters).ShouldBe((1, 15, 5));
        (pairs.Rate("no-history").Rate.Rate!.Mean, pairs.Rate("no-history").Rate.Alike).ShouldBe((1 / 16.0, 15));
        pairs.Rate().GainOverBlind!.Mean.ShouldBe(15 / 16.0);
        pairs.Rate().Rate.NamedFirst!.Mean.ShouldBe(0.5);
        pairs.Rate().ByDistance.Select(d => (d.Key, d.Value.Pairs)).ShouldBe([(1, 5), (2, 5), (3, 5)]);
    }

    [Fact]
    public async Task An_evaluator_that_always_says_the_first_passes_none()
    {
        using var pairs = new PairRun(couples: 3, each: 3);
        pairs.Run.Judge = new(_ => "A");
        await pairs.Run.Run();

        var rate = pairs.Rate().Rate;
        (rate.Rate!.Mean, rate.NamedFirst!.Mean, rate.Unread).ShouldBe((0, 1, 0));
        rate.Orders.Select(o => o.Right!.Mean).ShouldBe([1, 0, 0, 1]);
    }

    [Fact]
    public async Task An_evaluator_that_tosses_coins_passes_one_in_sixteen_within_the_interval()
    {
        using var pairs = new PairRun(couples: 40, each: 20);
        pairs.Run.Experiment = pairs.Run.Experiment with { Blind = false };
        pairs.Run.Judge = new(prompt => new KeyedRandom(1, "coin", prompt).Next(2) == 0 ? "A" : "B");
        await pairs.Run.Run();

        var rate = pairs.Rate().Rate.Rate!;
        (rate.N, rate.Clusters).ShouldBe((800, 40));
        rate.Low!.Value.ShouldBeLessThan(0.0625);
        rate.High!.Value.ShouldBeGreaterThan(0.0625);
        (rate.High - rate.Low)!.Value.ShouldBeLessThan(0.05);
        pairs.Rate().Rate.Orders.ShouldAllBe(o => o.Right!.Low < 0.5 && o.Right.High > 0.5);
    }

    [Fact]
    public async Task Answers_that_tell_nothing_gain_nothing_over_the_blind_floor_whether_they_are_the_same_or_not()
    {
        using var pairs = new PairRun(couples: 40, each: 20);
        pairs.Run.Judge = new(prompt => new KeyedRandom(1, "coin", prompt).Next(2) == 0 ? "A" : "B");
        await pairs.Run.Run();

        var gain = pairs.Rate().GainOverBlind!;
        (gain.Low < 0, gain.High > 0).ShouldBe((true, true));
    }

    [Fact]
    public async Task A_report_names_verdicts_without_a_result_and_the_groups_that_intervals_speak_of()
    {
        using var pairs = new PairRun(couples: 3, each: 2);
        pairs.Run.Judge = new(_ => "Hard to say.");
        var record = await pairs.Run.Run();

        record.Notes.ShouldContain(n => n.Contains("fall into 3 groups"));
        var report = new StringWriter();
        MarkdownReport.Write(report, RunDocument.Of(RunFolder.Open(pairs.Run.Out), record, pairs.Results(), record.Totals));
        report.ToString().ShouldContain("Of 12 verdicts on pairs, 6 cannot be read and 0 failed.");
        report.ToString().ShouldContain("of the verdicts on pairs 6 unread, 0 failed");
    }

    [Fact]
    public async Task Pass_rates_stand_in_conditions_comparisons_and_the_document()
    {
        using var pairs = new PairRun(couples: 3, each: 2);
        pairs.Run.Experiment = pairs.Run.Experiment with { Evaluators = ["test:judge", "test:evaluator"] };
        var record = await pairs.Run.Run();
        var results = pairs.Results();

        var condition = results.By(c => c.Method).Single(r => r.Key == "zero-shot");
        (condition.N, condition.Metrics["pass"].Mean, condition.Count(TrialOutcome.Answered)).ShouldBe((12, 0.5, 12));
        condition.GainOverBlind["pass"].Mean.ShouldBe(0.5 - 1 / 16.0);
        var difference = PairedComparison.Compare(results, new Dictionary<string, string> { ["context"] = "simple" }, results, new Dictionary<string, string> { ["method"] = "zero-shot" });
        difference.ShouldHaveSingleItem().ShouldBe(difference[0] with { Task = "pair", Metric = "pass" });
        (difference[0].Difference.Mean, difference[0].Difference.N).ShouldBe((0, 12));

        var document = RunDocument.Of(RunFolder.Open(pairs.Run.Out), record, results, record.Totals);
        document.PassRates.Select(p => (p.Method, p.Evaluator, p.Passes.Rate!.Mean, p.Passes.Pairs)).ShouldBe(
            [("no-history", "test:evaluator", 1 / 16.0, 6), ("no-history", "test:judge", 1 / 16.0, 6), ("zero-shot", "test:evaluator", 0, 6), ("zero-shot", "test:judge", 1, 6)]);
        document.PassRates.ShouldAllBe(p => p.Chance == 1 / 16.0 && p.ByDistance.Count == 2);
        document.Usage.ByRole.Where(r => r.Role == "evaluator").Select(r => (r.Model, r.Calls)).ShouldBe([("test:evaluator", 24), ("test:judge", 24)]);
    }

    [Fact]
    public async Task Where_a_method_takes_steps_its_last_share_is_what_passed()
    {
        using var pairs = new PairRun(couples: 3, each: 1);
        pairs.Run.Experiment = pairs.Run.Experiment with { Methods = ["workflow"], Blind = false };
        pairs.Run.Model = new(_ => "")
        {
            FromPrompt = prompt => prompt[^1].Text.Contains("array", StringComparison.Ordinal) ? "[\"What they like, says " + PairRun.Heard(prompt) + "\"]" : PairRun.Heard(prompt),
        };
        await pairs.Run.Run();

        var result = pairs.Results().By(c => c.Method).ShouldHaveSingleItem();
        result.StepShares.Keys.Last().ShouldBe("answer");
        result.StepShares["answer"].ShouldBe(result.Metrics["pass"].Mean);
    }

    [Fact]
    public async Task Users_who_are_paired_with_the_same_other_are_one_cluster()
    {
        using var pairs = new PairRun(couples: 3, each: 1);
        pairs.Run.Data.Edit("pairs.jsonl", text => text + """{"id": "bridge", "preference_a": "u2-p1", "preference_b": "u3-p1", "query": "What now?", "history_a": ["u2-p1-direct-1"], "history_b": ["u3-p1-direct-1"]}""" + "\n");
        await pairs.Run.Run();

        (pairs.Rate().Rate.Rate!.N, pairs.Rate().Rate.Rate!.Clusters).ShouldBe((4, 2));
    }

    [Fact]
    public void A_verdict_that_still_lacks_orders_is_in_no_rate()
    {
        var results = new PairResults(0);
        results.Add(new() { Key = "k", Evaluator = "e", PairId = "p", Users = ["a", "b"], Answers = "x", Condition = RunOnDisk.Condition(task: "pair"), Orders = [new(false, false, Attune.Judging.OrderState.Matched, null)] });

        results.By(c => c.Method, _ => null).ShouldBeEmpty();
        results.Rows.ShouldBeEmpty();
    }
}
