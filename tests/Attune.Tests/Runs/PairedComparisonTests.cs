using Attune.Runs;

namespace Attune.Tests.Runs;

public sealed class PairedComparisonTests : IDisposable
{
    private readonly RunOnDisk _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void The_difference_is_the_mean_over_questions_that_both_answered()
    {
        // Worked by hand: q1 1-0, q2 0-1, q3 1-0, q4 1-1, so 1/4; q5 and q6 have no partner.
        foreach (var (query, rag, zero) in (IEnumerable<(string, double?, double?)>)[("q1", 1, 0), ("q2", 0, 1), ("q3", 1, 0), ("q4", 1, 1), ("q5", 1, null), ("q6", null, 0)])
        {
            var user = query is "q1" or "q2" ? "u1" : "u2";
            _run.Add(user, query, RunOnDisk.Condition("rag"), rag).Add(user, query, RunOnDisk.Condition(), zero);
        }

        var difference = Compare(Fix("rag"), Fix("zero-shot")).ShouldHaveSingleItem();

        (difference.Task, difference.Metric).ShouldBe(("multiple-choice", "accuracy"));
        (difference.Difference.Mean, difference.Difference.N, difference.Difference.Clusters).ShouldBe((0.25, 4, 2));
        Compare(Fix("zero-shot"), Fix("rag")).Single().Difference.Mean.ShouldBe(-0.25);
    }

    [Fact]
    public void Trials_are_paired_only_where_the_fields_that_neither_fixes_agree()
    {
        foreach (var (context, rag, zero) in (IEnumerable<(string, double, double)>)[("simple", 1, 0), ("normal", 1, 1)])
            _run.Add("u1", "q1", RunOnDisk.Condition("rag", context: context), rag).Add("u1", "q1", RunOnDisk.Condition(context: context), zero);
        _run.Add("u1", "q1", RunOnDisk.Condition("rag", context: "long"), 1);

        Compare(Fix("rag"), Fix("zero-shot")).Single().Difference.ShouldSatisfyAllConditions(d => d.Mean.ShouldBe(0.5), d => d.N.ShouldBe(2));
    }

    [Fact]
    public void Several_trials_for_one_question_on_either_side_are_refused()
    {
        _run.Add("u1", "q1", RunOnDisk.Condition("rag"), 1).Add("u1", "q1", RunOnDisk.Condition(), 0).Add("u1", "q1", RunOnDisk.Condition(context: "normal"), 0);
        var narrow = new Dictionary<string, string> { ["method"] = "rag", ["context"] = "simple" };

        Should.Throw<BadInputException>(() => Compare(narrow, Fix("zero-shot"))).Message.ShouldBe(
            "--b: fits several trials for the same question, as 'q1'. Fix the same fields on both sides, like --a method=rag --b method=zero-shot");
        Should.Throw<BadInputException>(() => Compare(Fix("zero-shot"), narrow)).Message.ShouldStartWith("--a: fits several trials for the same question, as 'q1'.");
    }

    [Fact]
    public void Each_task_and_metric_has_a_difference_of_its_own()
    {
        foreach (var (method, score) in (IEnumerable<(string, double)>)[("rag", 5), ("zero-shot", 2)])
        {
            _run.Add("u1", "q1", RunOnDisk.Condition(method, "open-ended"), 1, t => t with { Scores = new() { ["quality"] = 3, ["awareness"] = score } });
            _run.Add("u1", "q1", RunOnDisk.Condition(method, "multiple-choice"), 1);
        }

        Compare(Fix("rag"), Fix("zero-shot")).Select(d => (d.Task, d.Metric, d.Difference.Mean))
            .ShouldBe([("multiple-choice", "accuracy", 0), ("open-ended", "awareness", 3), ("open-ended", "quality", 0)]);
    }

    [Fact]
    public void Nothing_in_common_has_no_difference() => Compare(Fix("rag"), Fix("zero-shot")).ShouldBeEmpty();

    private static Dictionary<string, string> Fix(string method) => new() { ["method"] = method };

    private IReadOnlyList<PairedDifference> Compare(Dictionary<string, string> a, Dictionary<string, string> b) =>
        PairedComparison.Compare(_run.Results(), a, _run.Results(), b);
}
