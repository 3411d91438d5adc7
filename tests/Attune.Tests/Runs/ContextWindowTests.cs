using Attune.Reports;
using Attune.Runs;
using Attune.Runs.Costs;

namespace Attune.Tests.Runs;

public sealed class ContextWindowTests : IDisposable
{
    private readonly RunFixture _run = new(users: 2, randomSessions: 20);

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_prompt_that_does_not_fit_fails_alone_and_is_not_sent()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"] };
        _run.Known = m => m with { ContextWindow = 40 };

        (await _run.Run()).Status.ShouldBe("failed-trials");

        foreach (var trial in _run.Logged())
        {
            var blind = trial.Condition.Method == "no-history";
            trial.Outcome.ShouldBe(blind ? TrialOutcome.Scored : TrialOutcome.Failed);
            if (blind) continue;
            trial.Error!.ShouldContain("context of 40 tokens");
            (trial.Attempts, trial.PromptHash, trial.Evidence).ShouldBe((0, null, null));
        }

        _run.Model.Calls.ShouldBe(_run.Logged().Count(t => t.Outcome == TrialOutcome.Scored));
    }

    [Fact]
    public async Task A_judge_has_a_context_too()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["open-ended"], Blind = false };
        _run.KnownJudge = j => j with { ContextWindow = 40 };

        await _run.Run();

        _run.Judge.Calls.ShouldBe(0);
        _run.Logged().ShouldAllBe(t => t.Outcome == TrialOutcome.Unjudged);
    }

    [Fact]
    public async Task Truncation_cuts_the_same_for_all_trials_on_a_history_keeps_the_evidence_and_is_told()
    {
        var room = 120;
        _run.Experiment = _run.Experiment with { Tasks = ["true-false", "multiple-choice"], Contexts = ["tail-turns=20"], Methods = ["zero-shot", "reminder"] };
        _run.Known = m => m with { ContextWindow = room + Assumed.LongestAnswer + Assumed.LongestPreface };
        await _run.Run();
        _run.Logged().ShouldAllBe(t => t.HistoryTokensCut == 0);
        var whole = _run.Logged().Max(t => t.HistoryTokens);
        File.Delete(_run.Log);

        _run.Experiment = _run.Experiment with { Truncate = "oldest-random" };
        (await _run.Run()).Status.ShouldBe("done");

        var trials = _run.Logged().Where(t => t.Condition.Context is not null).ToList();
        foreach (var history in trials.GroupBy(t => (t.UserId, t.Condition.Expression)))
        {
            history.Select(t => (t.HistoryTokens, t.HistoryTokensCut)).Distinct().ShouldHaveSingleItem();
            history.First().HistoryTokens.ShouldBeLessThan(room);
            history.First().HistoryTokensCut.ShouldBeGreaterThan(0);
            (history.First().HistoryTokens + history.First().HistoryTokensCut).ShouldBeLessThanOrEqualTo(whole);
        }

        trials.ShouldAllBe(t => t.Evidence!.Turns > 0 && t.Evidence.InPrompt == t.Evidence.Turns);
        var results = RunResults.Read(RunFolder.Open(_run.Out));
        RunDocument.Of(RunFolder.Open(_run.Out), _run.Record(), results).Notes.ShouldContain(n => n.StartsWith("2 of 2 histories lack their oldest random sessions", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_resumed_run_cuts_as_the_first_one_did()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"], Contexts = ["tail-turns=20"], Truncate = "oldest-random", Blind = false };
        _run.Known = m => m with { ContextWindow = 120 + Assumed.LongestAnswer + Assumed.LongestPreface };
        await _run.Run();
        var before = _run.Logged().ToDictionary(t => t.Key, t => (t.HistoryTokens, t.PromptHash));
        File.WriteAllLines(_run.Log, File.ReadAllLines(_run.Log).Take(3));

        await _run.Run();

        foreach (var trial in _run.Logged()) (trial.HistoryTokens, trial.PromptHash).ShouldBe(before[trial.Key]);
    }

    [Fact]
    public void Truncation_of_a_model_whose_context_is_not_known_is_noted()
    {
        _run.Experiment = _run.Experiment with { Truncate = "oldest-random" };

        new RunSetup(_run.Experiment, _run.Resolve, new()).Notes.ShouldContain(n => n.Contains("test:model is not known", StringComparison.Ordinal));
    }

    [Fact]
    public void Another_way_to_truncate_is_refused()
    {
        _run.Experiment = _run.Experiment with { Truncate = "newest" };

        Should.Throw<BadInputException>(() => _run.Runner()).Message.ShouldContain("oldest-random");
    }
}
