using Attune.Reports;
using Attune.Runs;

namespace Attune.Tests.Runs;

public sealed class MethodStepsOfRunsTests : IDisposable
{
    private readonly RunFixture _run = new(users: 1);

    public MethodStepsOfRunsTests() => _run.Experiment = _run.Experiment with { Methods = ["workflow"], Tasks = ["true-false"], Blind = false };

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_trial_keeps_each_step_and_all_calls_count()
    {
        _run.Model = new(question => Answer(question, "[\"Lives for rye.\", \"Home-made bread and home-made jam.\"]"));
        await _run.Run();

        foreach (var trial in _run.Logged())
        {
            trial.Steps!.Select(s => (s.Name, s.Items)).ShouldBe([("extract", 2), ("choose", null), ("plan", 0)]);
            trial.Steps![1].Text.ShouldBe("The first, I think.");
            (trial.Prompts, trial.Attempts, trial.Usage.Input, trial.Choice).ShouldBe((4, 4, 40, "yes"));
        }
    }

    [Fact]
    public async Task Steps_are_logged_in_this_shape()
    {
        _run.Model = new(question => Answer(question, "[\"Lives for rye.\"]"));
        await _run.Run();

        File.ReadLines(_run.Log).First().ShouldContain(
            "\"steps\":[{\"name\":\"extract\",\"text\":\"[\\\"Lives for rye.\\\"]\",\"items\":1,\"names_preference\":false},{\"name\":\"choose\",\"text\":\"The first, I think.\",\"names_preference\":false},{\"name\":\"plan\",\"text\":\"[]\",\"items\":0,\"names_preference\":false}]");
    }

    [Fact]
    public async Task Methods_without_steps_log_none()
    {
        _run.Experiment = _run.Experiment with { Methods = ["task-description"] };
        await _run.Run();

        File.ReadAllText(_run.Log).ShouldNotContain("\"steps\"");
        File.ReadAllText(_run.Log).ShouldNotContain("\"prompts\"");
    }

    [Fact]
    public async Task A_fault_in_the_middle_fails_the_trial_and_it_is_done_again()
    {
        var down = true;
        _run.Model = new(question => down && question.StartsWith("Step: plan", StringComparison.Ordinal) ? throw new InvalidOperationException("Down.") : Answer(question, "[\"Lives for rye.\"]"));

        (await _run.Run()).Status.ShouldBe("failed-trials");
        _run.Logged().ShouldAllBe(t => t.Outcome == TrialOutcome.Failed && t.Error == "Down." && t.Attempts == 3 && t.Steps == null);

        down = false;
        (await _run.Run()).Status.ShouldBe("done");
    }

    [Fact]
    public async Task A_cancelled_trial_leaves_nothing_behind()
    {
        using var stop = new CancellationTokenSource();
        _run.Model = new(async (question, token) =>
        {
            if (question.StartsWith("Step: choose", StringComparison.Ordinal)) await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
            return Answer(question, "[\"Lives for rye.\"]");
        });

        await Should.ThrowAsync<OperationCanceledException>(() => _run.Run(stop.Token));

        _run.Logged().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_says_in_how_many_trials_each_step_named_the_preference_and_counts_calls_once()
    {
        var preference = _run.Data.Open().Preferences[0];
        _run.Model = new(question => Answer(question, $"[\"{preference.Text}\"]"));
        await _run.Run();

        var folder = RunFolder.Open(_run.Out);
        var document = RunDocument.Of(folder, _run.Record(), RunResults.Read(folder));

        foreach (var condition in document.Conditions)
        {
            var shares = condition.StepShares.ShouldNotBeNull();
            shares["extract"].ShouldBe(_run.Logged().Where(t => t.Condition.Preferences == condition.Preferences).Average(t => t.Steps![0].NamesPreference ? 1.0 : 0));
            (shares["choose"], shares["plan"], shares["answer"]).ShouldBe((0, 0, 0.5));
        }

        document.Conditions.ShouldContain(c => c.StepShares!["extract"] > 0);
        var usage = document.Usage.ByRole.Single(r => r.Role == "candidate");
        (usage.Calls, usage.Attempts, usage.Retried).ShouldBe((4 * 6, 4 * 6, 0));
    }

    private static string Answer(string question, string extracted) => question switch
    {
        _ when question.StartsWith("Step: extract", StringComparison.Ordinal) => extracted,
        _ when question.StartsWith("Step: choose", StringComparison.Ordinal) => "The first, I think.",
        _ when question.StartsWith("Step: plan", StringComparison.Ordinal) => "[]",
        _ => "Yes",
    };
}
