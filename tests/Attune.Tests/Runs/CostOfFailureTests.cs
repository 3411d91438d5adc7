using Attune.Models;
using Attune.Runs;

namespace Attune.Tests.Runs;

/// <summary>What calls took that gave nothing: it is part of the trial, of the budget and of the report, over any number of resumes.</summary>
public sealed class CostOfFailureTests : IDisposable
{
    /// <summary>The fake models report 10 tokens in and 2 out: 12 dollars a call.</summary>
    private static readonly ModelPrice Price = new(1_000_000, 1_000_000);

    private readonly RunFixture _run = new()
    {
        Known = m => m with { Price = Price, MaxOutput = 2 },
        KnownJudge = j => j with { Price = Price, MaxOutput = 2 },
        Retry = new() { MaxAttempts = 1 },
    };

    public CostOfFailureTests() => _run.Experiment = _run.Experiment with { Tasks = ["true-false"], Blind = false };

    private string Journal => Path.Combine(_run.Out, "calls.jsonl");

    private RunResults Results => RunResults.Read(RunFolder.Open(_run.Out));

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task What_a_trial_took_when_it_failed_stays_with_it()
    {
        _run.Model = Spoiling();
        (await _run.Run()).Totals!.Failed.ShouldBe(12);
        _run.Logged().ShouldAllBe(t => t.CostUsd == null && t.CostAtLeastUsd == 0 && t.Attempts == 1);

        _run.Model = new(FakeModel.Obliging);
        (await _run.Run()).Status.ShouldBe("done");

        _run.Logged().ShouldAllBe(t => t.Attempts == 2 && t.AttemptsWithoutUsage == 1 && t.Usage == new TokenUsage(10, 0, 2) && t.ReservedTokens > 2);
        _run.Logged().ShouldAllBe(t => t.CostUsd == null && t.CostAtLeastUsd == 12);
        var results = Results;
        (results.CostUsd, results.CostAtLeastUsd).ShouldBe((null, 144));
        results.ByRole[("candidate", "test:model")].WithoutUsage.ShouldBe(12);
    }

    [Fact]
    public async Task No_number_of_resumes_gets_past_a_budget()
    {
        _run.Model = Spoiling();
        await _run.Run();
        var each = _run.Logged().Max(t => t.ReservedTokens!.Value);
        _run.MaxTokens = 30 * each;

        for (var resumes = 0; _run.Model.Calls < 1000; resumes++)
        {
            if (await Record.ExceptionAsync(() => _run.Run()) is BudgetReachedException) break;
            resumes.ShouldBeLessThan(5);
        }

        var calls = _run.Model.Calls;
        await Should.ThrowAsync<BudgetReachedException>(() => _run.Run());
        _run.Model.Calls.ShouldBe(calls);
        _run.Logged().Sum(t => t.ReservedTokens!.Value).ShouldBeInRange(20 * each, 30 * each);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_call_that_may_be_billed_is_made_again_only_as_far_as_the_budget_reaches(int concurrency)
    {
        _run.Model = Spoiling();
        await _run.Run();
        var each = _run.Logged().Max(t => t.ReservedTokens!.Value);
        Directory.Delete(_run.Out, recursive: true);
        (_run.Model, _run.Retry, _run.Concurrency) = (Spoiling(), new() { MaxAttempts = 5, Delay = TimeSpan.FromMilliseconds(1) }, concurrency);
        _run.MaxTokens = 13 * each;

        await Should.ThrowAsync<BudgetReachedException>(() => _run.Run());

        _run.Model.Calls.ShouldBeInRange(8, 20);
        _run.Logged().Sum(t => t.ReservedTokens!.Value).ShouldBeLessThanOrEqualTo(13 * each);
        _run.Logged().ShouldContain(t => t.Outcome == TrialOutcome.Failed && t.Error!.Contains("the budget has no room for another attempt"));
    }

    [Fact]
    public async Task What_was_paid_before_a_call_that_ends_the_run_is_kept_and_counted()
    {
        _run.Experiment = _run.Experiment with { Methods = ["workflow"] };
        var calls = 0;
        _run.Model = new(question => ++calls == 2 ? throw Models.Faults.Of(CallFault.Authentication) : FakeModel.Obliging(question));
        await Should.ThrowAsync<ModelCallException>(() => _run.Run());

        var stopped = Results;
        (stopped.Usage, stopped.CostUsd, stopped.Rows.Count(), _run.Record().Totals!.Failed).ShouldBe((new TokenUsage(10, 0, 2), 12, 0, 0));

        _run.Model = new(FakeModel.Obliging);
        (await _run.Run()).Status.ShouldBe("done");
        _run.Logged().Count(t => t.Attempts == 6 && t.Usage == new TokenUsage(50, 0, 10) && t.CostUsd == 60).ShouldBe(1);
        _run.Logged().Count(t => t.Attempts == 4).ShouldBe(11);
        File.Exists(Journal).ShouldBeFalse();
    }

    [Fact]
    public async Task Attempts_of_a_judge_that_ends_the_run_are_kept_and_counted()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["open-ended"] };
        _run.Retry = new() { MaxAttempts = 2, Delay = TimeSpan.FromMilliseconds(1) };
        var calls = 0;
        _run.Judge = new(_ => throw Models.Faults.Of(++calls == 1 ? CallFault.Unreadable : CallFault.Quota));
        await Should.ThrowAsync<ModelCallException>(() => _run.Run());

        var stopped = Results;
        (stopped.Usage, stopped.ByRole[("judge", "test:judge")].WithoutUsage).ShouldBe((new TokenUsage(10, 0, 2), 1));
        stopped.Notes.ShouldContain(n => n.StartsWith("1 call of test:judge"));

        _run.Judge = new(_ => """{"score": 4}""");
        (await _run.Run()).Status.ShouldBe("done");
        _run.Logged().Count(t => t.JudgeAttempts == 5 && t.JudgeAttemptsWithoutUsage == 1 && t.JudgeCostUsd == null && t.JudgeCostAtLeastUsd == 36 && t.ReservedTokens > 0).ShouldBe(1);
        _run.Logged().Count(t => t.JudgeAttempts == 3 && t.JudgeCostUsd == 36).ShouldBe(5);
    }

    [Fact]
    public async Task An_answer_without_usage_has_its_estimate_while_it_is_judged()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["open-ended"] };
        _run.Model.Counts = false;
        var reserved = new List<long?>();
        _run.Judge = new(_ =>
        {
            reserved.Add(RunLog.Read(Journal).Last().ReservedTokens);
            return """{"score": 4}""";
        });

        await _run.Run();

        reserved.Count.ShouldBe(18);
        reserved.ShouldAllBe(tokens => tokens > 2);
    }

    [Fact]
    public async Task A_judge_whose_replies_are_all_cut_off_does_not_stop_the_run()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["open-ended"], Blind = true };
        _run.Judge = new(_ => """{"rationale": "It kn""");

        var record = await _run.Run();

        (record.Totals!.Unjudged, _run.Judge.Calls).ShouldBe((12, 36));
    }

    private static FakeModel Spoiling() => new(_ => throw Models.Faults.Of(CallFault.Unreadable));
}
