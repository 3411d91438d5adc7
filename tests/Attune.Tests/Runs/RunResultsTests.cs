using Attune.Models;
using Attune.Runs;

namespace Attune.Tests.Runs;

public sealed class RunResultsTests : IDisposable
{
    private static readonly Condition Blind = RunOnDisk.Condition("no-history");
    private static readonly Condition Shown = RunOnDisk.Condition();

    private readonly RunOnDisk _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Gain_over_blind_is_the_mean_difference_of_the_same_questions()
    {
        // q3 has no blind answer that was scored, q4 no answer with history: neither enters the gain.
        _run.Add("u1", "q1", Shown, 1).Add("u1", "q2", Shown, 1).Add("u2", "q3", Shown, 1)
            .Add("u1", "q1", Blind, 0).Add("u1", "q2", Blind, 1).Add("u2", "q3", Blind, null).Add("u2", "q4", Blind, 0);

        var shown = Result("zero-shot");

        (shown.Metrics["accuracy"].Mean, shown.Metrics["accuracy"].N).ShouldBe((1, 3));
        (shown.GainOverBlind["accuracy"].Mean, shown.GainOverBlind["accuracy"].N).ShouldBe((0.5, 2));
        Result("no-history").GainOverBlind.ShouldBeEmpty();
    }

    [Fact]
    public void Both_forms_of_a_true_false_query_are_paired_with_their_own()
    {
        var (shown, blind) = (RunOnDisk.Condition(task: "true-false"), RunOnDisk.Condition("no-history", "true-false"));
        _run.Add("u1", "q1", shown, 1, t => t with { Form = "true" }).Add("u1", "q1", shown, 0, t => t with { Form = "false" })
            .Add("u1", "q1", blind, 0, t => t with { Form = "true" }).Add("u1", "q1", blind, 1, t => t with { Form = "false" });

        Result("zero-shot").GainOverBlind["accuracy"].ShouldSatisfyAllConditions(g => g.Mean.ShouldBe(0), g => g.N.ShouldBe(2));
    }

    [Fact]
    public void What_has_no_score_is_counted_beside_the_mean_and_not_in_it()
    {
        _run.Add("u1", "q1", Shown, 1).Add("u1", "q2", Shown, null).Add("u1", "q3", Shown, null, As(TrialOutcome.Refused))
            .Add("u1", "q4", Shown, null, t => t with { Outcome = TrialOutcome.Unjudged, Scores = new() { ["awareness"] = 5 } })
            .Add("u1", "q5", Shown, null, As(TrialOutcome.Failed));

        var result = Result("zero-shot");

        (result.N, result.Metrics.Keys.Single(), result.Metrics["accuracy"].Mean).ShouldBe((1, "accuracy", 1));
        Enum.GetValues<TrialOutcome>().Except([TrialOutcome.Answered]).Select(result.Count).ShouldBe([1, 1, 1, 1, 1]);
        _run.Results().Outcomes.Values.ShouldAllBe(count => count == 1);
    }

    [Fact]
    public void An_answer_that_was_cut_off_is_in_the_mean_and_counted_beside_it()
    {
        _run.Add("u1", "q1", Shown, 1).Add("u1", "q2", Shown, 0, t => t with { Answer = "B", Finish = "length" }).Add("u1", "q3", Shown, null, t => t with { Answer = "Wel", Finish = "length" })
            .Add("u1", "q4", Shown, null, t => t with { Outcome = TrialOutcome.Refused, Finish = "content_filter" });

        var result = Result("zero-shot");

        (result.N, result.CutOff, result.Metrics["accuracy"].Mean).ShouldBe((2, 2, 0.5));
        _run.Results().CutOff.ShouldBe(2);
        _run.Results().Notes.ShouldHaveSingleItem().ShouldBe("2 of 2 answers of m were cut off at its output limit; 1 is scored as far as it goes, 1 could not be scored. A larger ?max_output=N gives them room.");
    }

    [Fact]
    public void Calls_without_usage_are_noted_by_model()
    {
        _run.Add("u1", "q1", Shown, 1, t => t with { AttemptsWithoutUsage = 2 }).Add("u1", "q2", Shown, 1, t => t with { AttemptsWithoutUsage = 1 });

        _run.Results().Notes.ShouldBe(["3 calls of m came without usage: what they took is in no sum of tokens or dollars; the budget counts estimates for them."]);
        _run.Results().ByRole[("candidate", "m")].WithoutUsage.ShouldBe(3);
    }

    [Fact]
    public void Evidence_is_the_mean_share_in_the_prompt_and_recall_the_share_of_trials_that_found_any()
    {
        _run.Add("u1", "q1", Shown, 1, Evidence(4, 1, 2)).Add("u1", "q2", Shown, 1, Evidence(2, 2, 0)).Add("u1", "q3", Shown, 1, Evidence(0, 0, 0));

        var result = Result("zero-shot");

        (result.EvidenceInPrompt, result.EvidenceRetrieved).ShouldBe((0.625, 0.5));
        _run.Add("u1", "q1", Blind, 1);
        (Result("no-history").EvidenceInPrompt, Result("no-history").EvidenceRetrieved).ShouldBe((null, null));

        static Func<TrialRecord, TrialRecord> Evidence(int turns, int inPrompt, int? retrieved) => t => t with { Evidence = new(turns, inPrompt, retrieved) };
    }

    [Fact]
    public void Usage_and_cost_add_up_and_one_unknown_price_makes_the_cost_unknown()
    {
        _run.Add("u1", "q1", Shown, 1, t => t with { JudgeUsage = new(1, 1, 1), JudgeCostUsd = 0.25 }).Add("u1", "q2", Shown, null, t => t with { Outcome = TrialOutcome.Failed });
        (_run.Results().Usage, _run.Results().CostUsd).ShouldBe((new TokenUsage(201, 21, 11), 1.25));

        _run.Add("u1", "q3", Shown, 1, t => t with { CostUsd = null });
        _run.Results().CostUsd.ShouldBeNull();
    }

    [Fact]
    public void What_unfinished_trials_took_is_in_the_usage_once_and_they_are_in_nothing_else()
    {
        _run.Add("u1", "q1", Shown, 1, t => t with { Key = "ended", Attempts = 2 }).Add("u1", "q2", Shown, null, t => t with { Key = "failed", Outcome = TrialOutcome.Failed, Attempts = 1 });
        var begun = new TrialRecord { Key = "ended", Condition = Shown, UserId = "u1", QueryId = "q1", Outcome = TrialOutcome.Unjudged, Usage = new(90, 0, 9), CostUsd = 0.25, Attempts = 1 };
        using (var journal = new CallJournal(_run.Folder.JournalPath))
        {
            journal.Keep(begun);
            journal.Keep(begun with { Key = "failed", Usage = new(200, 0, 20), CostUsd = null, CostAtLeastUsd = 0.75, Attempts = 3 });
            journal.Keep(begun with { Key = "first", Usage = new(1000, 0, 100), CostUsd = 3, Attempts = 1 });
        }

        var results = _run.Results();

        (results.Usage, results.CostUsd, results.CostAtLeastUsd).ShouldBe((new TokenUsage(1300, 10, 125), null, 4.25));
        results.Rows.Count().ShouldBe(2);
    }

    [Fact]
    public void The_last_line_of_a_trial_counts()
    {
        _run.Add("u1", "q1", Shown, 0, t => t with { Key = "same" }).Add("u1", "q1", Shown, 1, t => t with { Key = "same" });

        Result("zero-shot").Metrics["accuracy"].ShouldSatisfyAllConditions(m => m.Mean.ShouldBe(1), m => m.N.ShouldBe(1));
    }

    private static Func<TrialRecord, TrialRecord> As(TrialOutcome outcome) => t => t with { Outcome = outcome };

    private ConditionResult<string> Result(string method) => _run.Results().By(c => c.Method).Single(r => r.Key == method);
}
