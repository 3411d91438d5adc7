using Attune.Reports;
using Attune.Runs;
using Attune.Tests.Runs;

namespace Attune.Tests.Reports;

public sealed class RunDocumentTests : IDisposable
{
    private readonly SampleRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Each_breakdown_has_every_trial_once()
    {
        var document = _run.Document;

        foreach (var breakdown in document.Breakdowns.Where(b => b.By[^1] != Breakdown.Distance))
            breakdown.Groups.Sum(g => g.N).ShouldBe(document.Conditions.Sum(c => c.N));
    }

    [Fact]
    public void Groups_stand_in_the_order_of_the_plan()
    {
        var groups = _run.Document.Breakdowns.Single(b => b.By[^1] == "context").Groups.Where(g => g["model"] == "m" && g["task"] == "open-ended");

        groups.Select(g => $"{g["method"]} {g["context"]}").ShouldBe(
            ["no-history ", "zero-shot simple", "zero-shot normal", "reminder simple", "reminder normal", "workflow simple", "workflow normal", "oracle simple", "oracle normal"]);
    }

    [Fact]
    public void An_effect_is_the_paired_difference_of_one_model_all_else_equal()
    {
        var effect = _run.Document.Effects.Single(e => e is { Field: "method", Model: "m", Task: "multiple-choice", Value: "oracle" });
        var expected = PairedComparison.Compare(RunResults.Read(_run.Folder), Fixed("oracle"), RunResults.Read(_run.Folder), Fixed("zero-shot")).Single(d => d.Task == "multiple-choice");

        effect.Baseline.ShouldBe("zero-shot");
        effect.Difference.ShouldBe(expected.Difference);
        effect.Difference.Mean.ShouldBe(0.25);

        static Dictionary<string, string> Fixed(string method) => new() { ["model"] = "m", ["method"] = method };
    }

    [Fact]
    public void Contexts_are_compared_with_the_shortest_and_expressions_with_the_plainest() =>
        _run.Document.Effects.Where(e => e.Field != "method").Select(e => $"{e.Value} for {e.Baseline}").Distinct().ShouldBe(["normal for simple", "experience for direct"]);

    [Theory]
    [InlineData(new[] { "no-history", "rag", "zero-shot" }, "zero-shot")]
    [InlineData(new[] { "no-history", "rag", "oracle" }, "rag")]
    [InlineData(new[] { "no-history", "oracle" }, "no-history")]
    public void The_baseline_is_zero_shot_or_the_first_method_that_is_no_bound(string[] methods, string baseline) => Effects.Baseline(methods).ShouldBe(baseline);

    [Theory]
    [InlineData(0, "below 1k")]
    [InlineData(999, "below 1k")]
    [InlineData(1000, "1k to 2k")]
    [InlineData(199_999, "100k to 200k")]
    [InlineData(200_000, "200k and more")]
    public void A_bin_begins_where_the_one_before_ends(long tokens, string bin) => DistanceBin.Of(tokens).ShouldBe(bin);

    [Fact]
    public void Plans_are_ordered_from_short_to_long() => new FieldOrder(new())
        .InOrder("context", ["extreme", "tail-turns=10", "extended", "simple", "very-long", "what", "interval=1000", "normal", "long"])
        .ShouldBe(["simple", "tail-turns=10", "interval=1000", "normal", "long", "very-long", "extended", "extreme", "what"]);

    [Fact]
    public void Errors_that_differ_in_numbers_and_ids_are_one_cause()
    {
        using var run = new RunOnDisk();
        for (var i = 0; i < 3; i++)
            run.Add("u1", $"q{i}", RunOnDisk.Condition(), null, t => t with { Outcome = TrialOutcome.Failed, Error = $"Timed out after {i}.5 s (request req_0{i}f)" });
        run.Add("u1", "q9", RunOnDisk.Condition(), null, t => t with { Outcome = TrialOutcome.Failed, Error = "No route" });
        run.Add("u1", "q8", RunOnDisk.Condition(), null, t => t with { Outcome = TrialOutcome.Refused });

        run.Results().Causes.Select(c => (c.Outcome, c.Cause, c.Count)).ShouldBe(
            [(TrialOutcome.Refused, "the answer declines", 1), (TrialOutcome.Failed, "Timed out after 0.5 s (request req_00f)", 3), (TrialOutcome.Failed, "No route", 1)]);
    }

    [Fact]
    public void A_flood_of_different_errors_is_counted_and_not_kept()
    {
        using var run = new RunOnDisk();
        for (var i = 0; i < 80; i++)
            run.Add("u1", $"q{i}", RunOnDisk.Condition(), null, t => t with { Outcome = TrialOutcome.Failed, Error = new string('x', i + 1) });

        run.Results().Causes.Sum(c => c.Count).ShouldBe(80);
        run.Results().Causes.Single(c => c.Cause == "other causes").Count.ShouldBe(30);
    }
}
