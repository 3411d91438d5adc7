using Attune.Models;
using Attune.Runs;

namespace Attune.Tests.Runs.Costs;

public sealed class RunBudgetTests : IDisposable
{
    /// <summary>The fake models report 10 tokens in and 2 out: 12 dollars a call.</summary>
    private static readonly ModelPrice Price = new(1_000_000, 1_000_000);

    private readonly RunFixture _run = new() { Known = m => m with { Price = Price, MaxOutput = 2 }, KnownJudge = j => j with { Price = Price, MaxOutput = 2 } };

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task A_run_stops_within_its_budget_and_a_larger_one_goes_on(int concurrency)
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"] };
        (_run.Concurrency, _run.MaxCost) = (concurrency, 200);

        (await Should.ThrowAsync<BudgetReachedException>(() => _run.Run())).Message.ShouldContain("of 200.00 US dollars");

        var stopped = _run.Record();
        (stopped.Status, stopped.Reason).ShouldBe(("interrupted", stopped.Reason));
        stopped.Reason!.ShouldContain("--max-cost");
        var cost = _run.Logged().Sum(t => t.CostUsd!.Value);
        cost.ShouldBeInRange(100, 200);
        stopped.Totals!.Done.ShouldBe(_run.Logged().Count);

        _run.MaxCost = null;
        (await _run.Run()).Status.ShouldBe("done");
        _run.Record().Reason.ShouldBeNull();
        _run.Model.Calls.ShouldBe(RunFixture.Trials / 2);
    }

    [Fact]
    public async Task A_method_of_several_calls_reserves_them_all()
    {
        // A bare question takes under 100 tokens, the four calls of workflow with their prompts several hundred.
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"], Methods = ["workflow"], Blind = false };
        _run.MaxTokens = 400;

        await Should.ThrowAsync<BudgetReachedException>(() => _run.Run());
        _run.Model.Calls.ShouldBe(0);

        _run.Experiment = _run.Experiment with { Methods = ["zero-shot"] };
        (await _run.Run()).Status.ShouldBe("done");
    }

    [Fact]
    public async Task What_the_folder_has_cost_before_counts()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"] };
        _run.MaxTokens = 200;
        await Should.ThrowAsync<BudgetReachedException>(() => _run.Run());
        var calls = _run.Model.Calls;

        await Should.ThrowAsync<BudgetReachedException>(() => _run.Run());

        calls.ShouldBeGreaterThan(0);
        _run.Model.Calls.ShouldBe(calls);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_an_endpoint_does_not_say_what_it_took_the_budget_counts_estimates_in_later_runs_too(bool inDollars)
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"] };
        _run.Model.Counts = false;
        if (inDollars) _run.MaxCost = 500;
        else _run.MaxTokens = 500;
        await Should.ThrowAsync<BudgetReachedException>(() => _run.Run());
        var calls = _run.Model.Calls;

        await Should.ThrowAsync<BudgetReachedException>(() => _run.Run());

        calls.ShouldBeInRange(2, RunFixture.Trials / 2 - 1);
        _run.Model.Calls.ShouldBe(calls);
        _run.Logged().ShouldAllBe(t => t.CostUsd == null && t.AttemptsWithoutUsage == 1 && t.ReservedTokens > 2 && t.ReservedUsd == t.ReservedTokens);
        _run.Logged().Sum(t => t.ReservedTokens!.Value).ShouldBeLessThanOrEqualTo(500);
    }

    [Fact]
    public async Task What_a_run_without_a_budget_left_unknown_counts_for_one_with_a_budget()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["open-ended"], Blind = false };
        _run.Judge.Counts = false;
        await _run.Run();
        _run.Logged().ShouldAllBe(t => t.JudgeAttemptsWithoutUsage == 3 && t.AttemptsWithoutUsage == 0 && t.ReservedTokens > 300);

        _run.Experiment = _run.Experiment with { Blind = true };
        _run.MaxTokens = _run.Logged().Sum(t => t.ReservedTokens!.Value);

        (await Should.ThrowAsync<BudgetReachedException>(() => _run.Run())).Message.ShouldContain("are used");
    }

    [Fact]
    public async Task Room_for_the_judge_is_part_of_what_a_trial_needs()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["open-ended"], Blind = false };
        await _run.Run();
        _run.Logged()[0].JudgeUsage.ShouldBe(new TokenUsage(30, 0, 6));
        var judged = _run.Logged().Count;
        File.Delete(_run.Log);

        _run.MaxTokens = 300;
        await Should.ThrowAsync<BudgetReachedException>(() => _run.Run());

        judged.ShouldBe(6);
        _run.Logged().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_that_fails_gives_its_reservation_back()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"] };
        _run.Model = new(_ => throw new InvalidOperationException("Down."));
        _run.MaxTokens = 500;

        (await _run.Run()).Status.ShouldBe("failed-trials");

        _run.Logged().Count.ShouldBe(RunFixture.Trials / 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dollars_need_the_price_of_every_model_that_is_asked(bool ofModel)
    {
        _run.MaxCost = 1;
        if (ofModel) _run.Known = m => m;
        else _run.KnownJudge = j => j;

        Should.Throw<BadInputException>(() => _run.Runner()).Message.ShouldContain(ofModel ? "test:model" : "test:judge");

        if (ofModel) return;
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"] };
        _run.Runner();
    }

    [Theory]
    [InlineData(0.0, null)]
    [InlineData(-1.0, null)]
    [InlineData(double.NaN, null)]
    [InlineData(null, 0L)]
    public void A_budget_is_above_0(double? cost, long? tokens)
    {
        (_run.MaxCost, _run.MaxTokens) = (cost, tokens);

        Should.Throw<BadInputException>(() => _run.Runner());
    }

    [Fact]
    public async Task Embedded_models_cost_nothing()
    {
        _run.Experiment = _run.Experiment with { Models = ["embedded:lexical"], Judge = "embedded:judge" };
        (_run.MaxCost, _run.MaxTokens) = (0.01, 1);

        (await _run.Run()).Status.ShouldBe("done");
    }
}
