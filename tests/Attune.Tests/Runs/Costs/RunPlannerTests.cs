using Attune.Runs.Costs;
using Attune.Tests.Datasets;

namespace Attune.Tests.Runs.Costs;

public sealed class RunPlannerTests : IDisposable
{
    private static readonly string[] Methods = ["zero-shot", "reminder", "few-shot-cot", "rag", "task-description", "prefix-cot", "cot", "oracle"];

    private readonly RunFixture _run = new(users: 2, randomSessions: 30);

    public void Dispose() => _run.Dispose();

    [Theory]
    [InlineData("embedded:lexical")]
    [InlineData("embedded:lexical?window=60")]
    public async Task A_plan_counts_the_calls_and_the_input_tokens_that_the_run_then_has(string model)
    {
        _run.Experiment = _run.Experiment with { Models = [model], Judge = "embedded:judge", Methods = Methods, Contexts = ["simple", "tail-turns=12"] };

        var plan = Plan();
        Directory.Exists(_run.Out).ShouldBeFalse();
        await _run.Run();

        var trials = _run.Logged();
        var (candidate, judge) = (plan.ByRole[0], plan.ByRole[1]);
        (plan.Trials, plan.Settled).ShouldBe((trials.Count, 0));
        (candidate.Role, candidate.Model, candidate.Calls).ShouldBe(("candidate", model, trials.Count));
        candidate.InputTokens.ShouldBe(trials.Sum(t => t.Usage.Input));
        (judge.Role, judge.Calls).ShouldBe(("judge", trials.Sum(t => t.JudgeAttempts ?? 0)));
        (plan.CostUsd, candidate.ExpectedCacheReads).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("workflow", 4)]
    [InlineData("self-critic", 3)]
    public async Task Every_call_of_a_method_is_planned(string method, int calls)
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"], Methods = [method], Blind = false };
        _run.Known = m => m with { Price = new(2, 10) };

        var plan = Plan().ByRole.ShouldHaveSingleItem();
        await _run.Run();

        plan.Calls.ShouldBe(12 * calls);
        _run.Model.Calls.ShouldBe(12 * calls);
        _run.Logged().ShouldAllBe(t => t.Attempts == calls && t.Prompts == calls && t.Usage.Input == 10 * calls);

        // What later calls quote is assumed; only calls on the history share it.
        var onHistory = method == "workflow" ? 2 : 3;
        plan.SharedInputTokens.ShouldBe(2 * 37 * (6 * onHistory - 1));
        plan.OutputTokens.ShouldBe(12 * (method == "workflow" ? 3 * Assumed.Step + 8 : Assumed.Step + 2 * 8));
    }

    [Fact]
    public void A_trial_whose_second_call_does_not_fit_is_told_once()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"], Methods = ["workflow"], Blind = false };
        _run.Known = m => m with { ContextWindow = 300 };

        var plan = Plan().ByRole.ShouldHaveSingleItem();

        (plan.Calls, plan.TooLong).ShouldBe((12, 12));
    }

    [Fact]
    public async Task The_judges_prompts_have_the_length_that_they_will_have_but_for_the_answer()
    {
        _run.Experiment = _run.Experiment with { Judge = "embedded:judge", Tasks = ["open-ended"] };
        var planned = Plan().ByRole[1];

        await _run.Run();

        // The fake model answers in four tokens, and line breaks around an answer may count otherwise than around none.
        var sent = _run.Logged().Sum(t => t.JudgeUsage!.Input);
        (planned.InputTokens - planned.Calls * (Assumed.OpenAnswer - 4)).ShouldBeInRange(sent - planned.Calls, sent + planned.Calls);
    }

    [Fact]
    public void Each_distinct_prefix_is_counted_once_and_the_rest_is_shared()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"], Blind = false };

        var plan = Plan().ByRole.ShouldHaveSingleItem();

        var histories = plan.SharedInputTokens / 5;
        plan.Calls.ShouldBe(12);
        (plan.UniqueInputTokens + plan.SharedInputTokens).ShouldBe(plan.InputTokens);
        histories.ShouldBe(2 * 37);
        plan.ExpectedCacheReads.ShouldBe(0);
    }

    [Fact]
    public void Long_prefixes_are_paid_once_and_then_read_from_the_cache()
    {
        using var data = new TinyDataset(users: 1, randomSessions: 4, _ => string.Join(' ', Enumerable.Repeat("bread", 500)));
        _run.Experiment = _run.Experiment with { Dataset = data.Folder, Tasks = ["true-false"], Contexts = ["tail-turns=4"], Blind = false };
        _run.Known = m => m with { Price = new(2, 10, 0.5, 4), MaxOutput = 5 };

        var plan = Plan();

        var use = plan.ByRole.ShouldHaveSingleItem();
        var prefix = use.ExpectedCacheReads / 5;
        prefix.ShouldBeGreaterThan(2000);
        use.SharedInputTokens.ShouldBe(5 * prefix);
        use.OutputTokens.ShouldBe(6 * 5);
        use.CostUsd!.Value.ShouldBe((prefix * 4 + 5 * prefix * 0.5 + (use.InputTokens - 6 * prefix) * 2 + 30 * 10) / 1e6, 1e-9);
        use.CostWithoutSharingUsd!.Value.ShouldBe((use.InputTokens * 2 + 30 * 10) / 1e6, 1e-9);
        plan.CostUsd.ShouldBe(use.CostUsd);
    }

    [Fact]
    public void An_unknown_price_is_null_and_so_is_the_sum()
    {
        _run.Known = m => m with { Price = new(1, 1) };

        var plan = Plan();

        plan.ByRole[0].CostUsd.ShouldNotBeNull();
        (plan.ByRole[1].CostUsd, plan.CostUsd, plan.CostWithoutSharingUsd).ShouldBe((null, null, null));
    }

    [Fact]
    public async Task What_is_settled_is_not_planned_again_and_nothing_in_the_folder_changes()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"] };
        await _run.Run();
        File.WriteAllLines(_run.Log, File.ReadAllLines(_run.Log).Take(20));
        File.AppendAllText(_run.Log, "{\"key\":\"torn");
        var before = File.ReadAllText(_run.Log);

        var plan = Plan();

        (plan.Trials, plan.Settled, plan.ByRole.Single().Calls).ShouldBe((24, 20, 4));
        File.ReadAllText(_run.Log).ShouldBe(before);
        _run.Model.Calls.ShouldBe(24);
    }

    [Fact]
    public async Task Where_only_verdicts_are_missing_only_the_judge_is_planned()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["open-ended"], Blind = false };
        _run.Judge = new(_ => throw new InvalidOperationException("Down."));
        await _run.Run();

        var plan = Plan();

        (plan.ByRole.ShouldHaveSingleItem().Role, plan.ByRole[0].Calls).ShouldBe(("judge", 6 * 3));
    }

    [Fact]
    public void Prompts_that_do_not_fit_are_no_calls_and_are_told()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"] };
        _run.Known = m => m with { ContextWindow = 40 };

        var plan = Plan();

        (plan.ByRole[0].Calls, plan.ByRole[0].TooLong).ShouldBe((12, 12));
        plan.Notes.ShouldContain(n => n.StartsWith("12 prompts do not fit", StringComparison.Ordinal));
    }

    [Fact]
    public void Truncated_histories_are_planned_as_they_will_be_sent()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"], Contexts = ["tail-turns=20"], Blind = false };
        _run.Known = m => m with { ContextWindow = 120 + Assumed.LongestAnswer + Assumed.LongestPreface };
        var whole = Plan().ByRole[0].InputTokens;

        _run.Experiment = _run.Experiment with { Truncate = "oldest-random" };

        Plan().ByRole[0].InputTokens.ShouldBeLessThan(whole);
    }

    [Fact]
    public async Task A_folder_of_another_run_is_refused()
    {
        _run.Experiment = _run.Experiment with { Tasks = ["true-false"] };
        await _run.Run();
        _run.Experiment = _run.Experiment with { Seed = 8 };

        Should.Throw<BadInputException>(() => Plan()).Message.ShouldContain("another identity");
    }

    [Fact]
    public void Planning_reports_each_user_and_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        var users = new List<(int, int)>();

        Should.Throw<OperationCanceledException>(() => Planner().Plan((user, all) =>
        {
            users.Add((user, all));
            stop.Cancel();
        }, stop.Token));

        users.ShouldBe([(1, 2)]);
    }

    private RunPlan Plan() => Planner().Plan();

    private RunPlanner Planner() => new(_run.Experiment, _run.Resolve, new() { Out = _run.Out });
}
