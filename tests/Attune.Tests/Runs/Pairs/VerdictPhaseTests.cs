using Attune.Models;
using Attune.Models.Caching;
using Attune.Runs;
using Attune.Runs.Costs;
using Attune.Runs.Pairs;

namespace Attune.Tests.Runs.Pairs;

/// <summary>What is bought of evaluators, and what is never bought again.</summary>
public sealed class VerdictPhaseTests : IDisposable
{
    // 4 pairs with history, none without: 8 trials, 4 verdicts, 16 calls.
    private readonly PairRun _pairs = new();

    public VerdictPhaseTests() => _pairs.Run.Experiment = _pairs.Run.Experiment with { Blind = false };

    private RunFixture Run => _pairs.Run;

    public void Dispose() => _pairs.Dispose();

    [Fact]
    public async Task A_verdict_is_logged_in_this_shape()
    {
        await Run.Run();

        var line = File.ReadAllLines(Path.Combine(Run.Out, "verdicts.jsonl"))[3];
        line = System.Text.RegularExpressions.Regex.Replace(line, "\"latency_ms\":[0-9.E-]+", "\"latency_ms\":0");
        line.ShouldBe(
            """{"key":"KEY","evaluator":"test:judge","pair_id":"u1-u2-1","distance":1,"users":["u1","u2"],"answers":"ANSWERS","condition":{"dataset":"tiny","model":"test:model","method":"zero-shot","expression":"mixed","context":"simple","task":"pair","preferences":"original"},"orders":[{"preferences_swapped":false,"answers_swapped":false,"state":"matched","rationale":"It says so."},{"preferences_swapped":false,"answers_swapped":true,"state":"matched","rationale":"It says so."},{"preferences_swapped":true,"answers_swapped":false,"state":"matched","rationale":"It says so."},{"preferences_swapped":true,"answers_swapped":true,"state":"matched","rationale":"It says so."}],"usage":{"input":40,"cached":0,"output":8},"latency_ms":0,"attempts":4}"""
                .Replace("KEY", _pairs.Verdicts[0].Key).Replace("ANSWERS", _pairs.Verdicts[0].Answers));
        _pairs.Verdicts.Select(v => v.Key).Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public async Task A_run_that_is_complete_asks_nobody_again()
    {
        (await Run.Run()).Totals!.Verdicts.ShouldBe(new EvaluationTotals { Planned = 4, Done = 4 });
        (Run.Model.Calls, Run.Judge.Calls).ShouldBe((8, 16));

        (await Run.Run()).Totals!.Verdicts.ShouldBe(new EvaluationTotals { Planned = 4, Skipped = 4 });
        (Run.Model.Calls, Run.Judge.Calls).ShouldBe((8, 16));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(16)]
    public async Task What_was_paid_for_when_a_run_is_stopped_among_the_orders_is_not_bought_again(int at)
    {
        using var stop = new CancellationTokenSource();
        var calls = 0;
        Run.Judge = new(async (prompt, token) =>
        {
            if (++calls < at) return PairRun.Perfect(prompt);
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return "";
        });
        await Should.ThrowAsync<OperationCanceledException>(() => Run.Run(stop.Token));
        (Run.Record().Status, _pairs.Verdicts.Sum(v => v.Orders.Count)).ShouldBe(("interrupted", at - 1));

        Run.Judge = new(PairRun.Perfect);
        (await Run.Run()).Status.ShouldBe("done");

        (Run.Model.Calls, Run.Judge.Calls).ShouldBe((8, 16 - (at - 1)));
        _pairs.Verdicts.ShouldAllBe(v => v.Verdict!.Passed == true && v.Usage == new TokenUsage(40, 0, 8));
    }

    [Fact]
    public async Task A_torn_last_line_is_asked_again_and_a_broken_one_before_it_is_told()
    {
        await Run.Run();
        var log = Path.Combine(Run.Out, "verdicts.jsonl");
        var text = File.ReadAllText(log);
        File.WriteAllText(log, text[..^30]);
        (await Run.Run()).Totals!.Verdicts!.Done.ShouldBe(1);
        Run.Judge.Calls.ShouldBe(17, "the line before the torn one has three of the orders");

        File.WriteAllText(log, "{\"key\": 1}\n" + text);
        (await Should.ThrowAsync<BadInputException>(() => Run.Run())).Message.ShouldContain("verdicts.jsonl:1");
    }

    [Fact]
    public async Task Only_an_order_whose_call_failed_is_asked_again()
    {
        var calls = 0;
        Run.Judge = new(prompt => ++calls == 6 ? throw new InvalidOperationException("Too busy.") : PairRun.Perfect(prompt));
        var first = await Run.Run();
        first.Totals!.Verdicts.ShouldBe(new EvaluationTotals { Planned = 4, Done = 3, Failed = 1 });
        _pairs.Rate().Rate.Unread.ShouldBe(1);

        var second = await Run.Run();

        second.Totals!.Verdicts.ShouldBe(new EvaluationTotals { Planned = 4, Done = 1, Skipped = 3 });
        calls.ShouldBe(17);
        _pairs.Rate().Rate.Passed.ShouldBe(4);
    }

    [Fact]
    public async Task An_order_that_cannot_be_read_has_been_said_and_its_pair_is_in_no_rate()
    {
        var calls = 0;
        Run.Judge = new(prompt => ++calls == 2 ? "Both are lovely." : PairRun.Perfect(prompt));

        (await Run.Run()).Totals!.Verdicts.ShouldBe(new EvaluationTotals { Planned = 4, Done = 4, Unread = 1 });
        (await Run.Run()).Totals!.Verdicts.ShouldBe(new EvaluationTotals { Planned = 4, Skipped = 4, Unread = 1 });

        calls.ShouldBe(16);
        var rate = _pairs.Rate().Rate;
        (rate.Rate!.N, rate.Passed, rate.Unread, rate.Orders[1].Unread).ShouldBe((3, 3, 1, 1));
    }

    [Fact]
    public async Task A_pair_of_which_a_trial_failed_waits_for_it()
    {
        Run.Model = new(_ => "") { FromPrompt = prompt => prompt[0].Text.StartsWith("u4", StringComparison.Ordinal) ? throw new InvalidOperationException("Down.") : PairRun.Heard(prompt) };
        var first = await Run.Run();
        (first.Status, first.Totals!.Failed, first.Totals.Verdicts!.Done).ShouldBe(("failed-trials", 2, 2));

        Run.Model = new(_ => "") { FromPrompt = PairRun.Heard };
        (await Run.Run()).Totals!.Verdicts.ShouldBe(new EvaluationTotals { Planned = 4, Done = 2, Skipped = 2 });
        Run.Judge.Calls.ShouldBe(16);
    }

    [Fact]
    public async Task An_answer_that_has_changed_is_matched_anew_and_what_was_paid_stays_counted()
    {
        await Run.Run();
        File.WriteAllText(Run.Log, File.ReadAllText(Run.Log).Replace("For u4.", "For nobody.", StringComparison.Ordinal));

        (await Run.Run()).Totals!.Verdicts.ShouldBe(new EvaluationTotals { Planned = 4, Done = 2, Skipped = 2 });

        Run.Judge.Calls.ShouldBe(24);
        _pairs.Verdicts.Select(v => v.Attempts).Order().ShouldBe([4, 4, 8, 8]);
        _pairs.Results().Usage.ShouldBe(new TokenUsage(80 + 240, 0, 16 + 48));
    }

    [Fact]
    public async Task An_evaluator_that_is_down_stops_the_run_and_the_next_one_goes_on_with_the_answers()
    {
        using var many = new PairRun(couples: 5, each: 2);
        many.Run.Retry = new() { MaxAttempts = 1 };
        many.Run.Judge = new(_ => throw Models.Faults.Of(CallFault.ServerError));
        (await Should.ThrowAsync<ModelCallException>(() => many.Run.Run())).EndsRun.ShouldBeTrue();
        many.Run.Record().Status.ShouldBe("interrupted");

        many.Run.Judge = new(PairRun.Perfect);
        (await many.Run.Run()).Status.ShouldBe("done");

        (many.Run.Model.Calls, many.Run.Judge.Calls).ShouldBe((40, 40));
    }

    [Fact]
    public async Task A_reply_that_breaks_off_is_asked_for_again_within_the_run_and_never_cached()
    {
        using var cache = new ResponseCache(new MemoryResponseStore());
        (Run.Cache, Run.Retry) = (cache, new() { MaxAttempts = 2, Delay = TimeSpan.FromMilliseconds(1) });
        var calls = 0;
        Run.Judge = new(prompt => ++calls % 2 == 1 ? """{"rationale": "It sa""" : PairRun.Perfect(prompt));

        (await Run.Run()).Totals!.Verdicts!.Done.ShouldBe(4);

        calls.ShouldBe(32);
        _pairs.Verdicts.ShouldAllBe(v => v.Attempts == 8 && v.Verdict!.Passed == true);
        Directory.Delete(Run.Out, recursive: true);
        (await Run.Run()).Totals!.Verdicts!.Done.ShouldBe(4);
        (calls, _pairs.Rate().Rate.Passed).ShouldBe((32, 4));
    }

    [Fact]
    public async Task Another_evaluator_of_the_same_answers_buys_its_own_verdicts_only()
    {
        await Run.Run();
        Run.Experiment = Run.Experiment with { Evaluators = ["test:judge", "test:evaluator", "test:judge"] };

        (await Run.Run()).Totals!.Verdicts.ShouldBe(new EvaluationTotals { Planned = 8, Done = 4, Skipped = 4 });

        (Run.Model.Calls, Run.Judge.Calls, Run.Evaluator.Calls).ShouldBe((8, 16, 16));
        _pairs.Results().PassRatesBy(c => c.Model).Select(r => (r.Evaluator, r.Rate.Passed)).ShouldBe([("test:judge", 4), ("test:evaluator", 0)], ignoreOrder: true);
    }

    [Fact]
    public void A_model_matches_its_own_answers_only_where_that_is_wanted()
    {
        Run.Experiment = Run.Experiment with { Evaluators = ["test:model"] };
        Should.Throw<BadInputException>(() => Run.Runner()).Message.ShouldBe("evaluator 'test:model': is one of the models whose answers it would match. Choose another --evaluator, or say --allow-self-judge");

        Run.Experiment = Run.Experiment with { AllowSelfJudge = true };
        Run.Runner().ShouldNotBeNull();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Verdicts_keep_to_the_budget_of_the_run_and_a_larger_one_goes_on(int concurrency)
    {
        // Each call of a fake model is 10 tokens in and 2 out: at a million dollars a million tokens, 12 dollars.
        (Run.Known, Run.KnownJudge) = (m => m with { Price = new(1_000_000, 1_000_000), MaxOutput = 2 }, j => j with { Price = new(1_000_000, 1_000_000), MaxOutput = 2 });
        (Run.Concurrency, Run.MaxCost) = (concurrency, 8 * 12 + 1000);
        var stopped = await Should.ThrowAsync<BudgetReachedException>(() => Run.Run());
        stopped.Message.ShouldContain("another evaluation");
        Run.Judge.Calls.ShouldBe(0, "four orders of several hundred tokens each are reserved before the first is asked");
        Run.Logged().Count.ShouldBe(8);

        Run.MaxCost = 2200;
        (await Run.Run()).Status.ShouldBe("done");
        (Run.Model.Calls, Run.Judge.Calls, _pairs.Results().CostUsd).ShouldBe((8, 16, 24 * 12));
    }

    [Fact]
    public async Task Where_an_evaluator_does_not_say_what_it_took_the_budget_counts_the_most()
    {
        Run.Judge = new(PairRun.Perfect) { Counts = false };
        Run.KnownJudge = j => j with { MaxOutput = 2 };
        Run.MaxTokens = 100_000;
        await Run.Run();

        _pairs.Verdicts.ShouldAllBe(v => v.AttemptsWithoutUsage == 4 && v.ReservedTokens > 4 * 100 && v.CostUsd == null);
        _pairs.Results().Notes.ShouldContain(n => n.Contains("16 calls of test:judge came without usage"));
        Run.Experiment = Run.Experiment with { Evaluators = ["test:evaluator"] };
        Run.MaxTokens = _pairs.Verdicts.Sum(v => v.ReservedTokens) + 8 * 12;
        await Should.ThrowAsync<BudgetReachedException>(() => Run.Run());
    }

    [Fact]
    public async Task A_budget_in_dollars_needs_the_evaluator_s_price()
    {
        Run.Known = m => m with { Price = new(1, 1) };
        Run.MaxCost = 1;
        Should.Throw<BadInputException>(() => Run.Runner()).Message.ShouldContain("the price of model 'test:judge' is not known");
        Run.MaxCost = null;
        (await Run.Run()).Status.ShouldBe("done");
    }

    [Fact]
    public async Task A_plan_counts_the_calls_to_evaluators_that_are_missing()
    {
        PlannedUse? Evaluator() => new RunPlanner(Run.Experiment, Run.Resolve, new() { Out = Run.Out }).Plan().ByRole.SingleOrDefault(r => r.Role == "evaluator");
        var before = Evaluator()!;
        (before.Model, before.Calls).ShouldBe(("test:judge", 16));

        var calls = 0;
        Run.Judge = new(prompt => ++calls == 6 ? throw new InvalidOperationException("Too busy.") : PairRun.Perfect(prompt));
        await Run.Run();
        Evaluator()!.Calls.ShouldBe(1);
        Evaluator()!.InputTokens.ShouldBeLessThan(before.InputTokens / 16, "the answers are there and shorter than was assumed");

        await Run.Run();
        Evaluator().ShouldBeNull();
    }

    [Fact]
    public async Task Many_at_once_ask_as_much_as_one_after_the_other()
    {
        using var many = new PairRun(couples: 6, each: 5);
        many.Run.Concurrency = 16;
        await many.Run.Run();

        many.Run.Judge.Calls.ShouldBe(4 * 30, "the floor answers both users alike");
        many.Verdicts.Count.ShouldBe(60);
        many.Run.Progress[^1].Verdicts.ShouldBe(new EvaluationTotals { Planned = 60, Done = 60 });
    }
}
