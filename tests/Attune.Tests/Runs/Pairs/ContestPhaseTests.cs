using System.Text.RegularExpressions;
using Attune.Reports;
using Attune.Runs;
using Attune.Runs.Costs;
using Attune.Runs.Pairs;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Runs.Pairs;

/// <summary>Contests of three methods of one model: one never tells its users apart, one always does, one on every other day.</summary>
public sealed partial class ContestPhaseTests : IDisposable
{
    // 4 pairs, 3 contestants: 12 contests of two calls each, after 12 verdicts, of which the 6 with two different answers take four calls.
    private const int VerdictCalls = 24;

    private readonly PairRun _pairs = Three(couples: 2, each: 2);

    private RunFixture Run => _pairs.Run;

    private IReadOnlyList<ContestRecord> Contests => [.. RunFolder.Open(Run.Out).ReadContests()];

    public void Dispose() => _pairs.Dispose();

    [Fact]
    public async Task Every_two_contestants_meet_over_every_pair_and_are_ranked()
    {
        Run.Experiment = Run.Experiment with { Contests = 1000 };
        var record = await Run.Run();

        record.Totals!.Contests.ShouldBe(new EvaluationTotals { Planned = 12, Done = 12 });
        Run.Judge.Calls.ShouldBe(VerdictCalls + 24);
        var result = _pairs.Results().Contests().ShouldHaveSingleItem();
        (result.Evaluator, result.Tally.Contests, result.Tally.Ties, result.Tally.Undecided, result.Tally.Consistent!.Mean).ShouldBe(("test:judge", 12, 4, 0, 1));
        result.Tally.Matrix.Select(c => (c.Contestant, c.Opponent, c.Wins)).ShouldBe([
            ("reminder", "task-description", 0), ("reminder", "zero-shot", 2), ("task-description", "reminder", 2), ("task-description", "zero-shot", 4),
            ("zero-shot", "reminder", 0), ("zero-shot", "task-description", 0)]);
        result.Ranking!.Coefficients.Keys.ShouldBe(["task-description", "reminder", "zero-shot"]);

        var document = RunDocument.Of(RunFolder.Open(Run.Out), record, _pairs.Results());
        (document.Contests[0].Contests, document.Contests[0].Coefficients!.Count, document.Trials.Contests!.Done).ShouldBe((12, 3, 12));
    }

    [Fact]
    public async Task Where_nobody_ever_wins_against_one_of_them_it_is_said_that_there_is_no_ranking()
    {
        Run.Experiment = Run.Experiment with { Contests = 1000, Methods = ["zero-shot", "task-description"] };
        var record = await Run.Run();

        var document = RunDocument.Of(RunFolder.Open(Run.Out), record, _pairs.Results());
        document.Contests[0].Coefficients.ShouldBeNull();
        document.Contests[0].Notes.ShouldHaveSingleItem().ShouldStartWith("no coefficients: no win or tie against");
    }

    [Fact]
    public async Task A_contest_is_logged_in_this_shape()
    {
        Run.Experiment = Run.Experiment with { Contests = 1000 };
        await Run.Run();

        var (line, contest) = (LatencyField().Replace(File.ReadAllLines(Path.Combine(Run.Out, "contests.jsonl"))[1], "\"latency_ms\":0"), Contests[0]);
        line.ShouldBe(
            """{"key":"KEY","evaluator":"test:judge","pair_id":"PAIR","distance":1,"users":["U1","U2"],"answers":"ANSWERS","a":{"dataset":"tiny","model":"test:model","method":"reminder","expression":"mixed","context":"simple","task":"pair","preferences":"original"},"b":{"dataset":"tiny","model":"test:model","method":"task-description","expression":"mixed","context":"simple","task":"pair","preferences":"original"},"orders":[{"swapped":false,"state":"won-by-b","rationale":"It knows them."},{"swapped":true,"state":"won-by-b","rationale":"It knows them."}],"usage":{"input":20,"cached":0,"output":4},"latency_ms":0,"attempts":2}"""
                .Replace("KEY", contest.Key).Replace("PAIR", contest.PairId).Replace("ANSWERS", contest.Answers).Replace("U1", contest.Users[0]).Replace("U2", contest.Users[1])
                .Replace("\"distance\":1", $"\"distance\":{contest.Distance}"));
    }

    [Fact]
    public async Task Nobody_pays_for_contests_who_did_not_ask_for_them()
    {
        (await Run.Run()).Totals!.Contests.ShouldBeNull();
        Run.Judge.Calls.ShouldBe(VerdictCalls);

        using var embedded = Three(couples: 1, each: 1);
        embedded.Run.Experiment = embedded.Run.Experiment with { Judge = "embedded:judge" };
        (await embedded.Run.Run()).Totals!.Contests!.Done.ShouldBe(3);
        embedded.Run.Experiment = embedded.Run.Experiment with { Contests = 0 };
        (await embedded.Run.Run()).Totals!.Contests.ShouldBeNull();
        Run.Experiment = Run.Experiment with { Contests = -1 };
        Should.Throw<BadInputException>(() => Run.Runner()).Message.ShouldContain("contests: is below 0");
    }

    [Fact]
    public async Task No_more_are_held_than_are_wanted_and_a_larger_number_buys_the_rest_only()
    {
        Run.Experiment = Run.Experiment with { Contests = 5 };
        (await Run.Run()).Totals!.Contests.ShouldBe(new EvaluationTotals { Planned = 5, Done = 5 });
        (await Run.Run()).Totals!.Contests.ShouldBe(new EvaluationTotals { Planned = 5, Skipped = 5 });
        Run.Judge.Calls.ShouldBe(VerdictCalls + 10);

        Run.Experiment = Run.Experiment with { Contests = 8 };
        (await Run.Run()).Totals!.Contests.ShouldBe(new EvaluationTotals { Planned = 8, Done = 3, Skipped = 5 });

        Run.Judge.Calls.ShouldBe(VerdictCalls + 16);
        Contests.Select(c => c.Key).Distinct().Count().ShouldBe(8);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public async Task What_was_paid_for_when_a_run_is_stopped_among_contests_is_not_bought_again(int at)
    {
        using var stop = new CancellationTokenSource();
        Run.Experiment = Run.Experiment with { Contests = 7 };
        var calls = 0;
        Run.Judge = new(async (prompt, token) =>
        {
            if (++calls < VerdictCalls + at) return Evaluate(prompt);
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return "";
        });
        await Should.ThrowAsync<OperationCanceledException>(() => Run.Run(stop.Token));
        (Contests.Sum(c => c.Orders.Count), _pairs.Verdicts.Count).ShouldBe((at - 1, 12));

        Run.Judge = new(Evaluate);
        (await Run.Run()).Totals!.Contests!.Done.ShouldBe(7 - (at - 1) / 2);

        Run.Judge.Calls.ShouldBe(14 - (at - 1));
        Contests.Count.ShouldBe(7);
    }

    [Fact]
    public async Task Only_an_order_whose_call_failed_is_asked_again_and_one_that_cannot_be_read_decides_nothing()
    {
        Run.Experiment = Run.Experiment with { Contests = 1000 };
        var calls = 0;
        Run.Judge = new(prompt => ++calls switch
        {
            VerdictCalls + 3 => throw new InvalidOperationException("Too busy."),
            VerdictCalls + 5 => "Hard to say.",
            _ => Evaluate(prompt),
        });
        (await Run.Run()).Totals!.Contests.ShouldBe(new EvaluationTotals { Planned = 12, Done = 11, Unread = 1, Failed = 1 });
        _pairs.Results().Contests()[0].Tally.Undecided.ShouldBe(2);

        (await Run.Run()).Totals!.Contests.ShouldBe(new EvaluationTotals { Planned = 12, Done = 1, Skipped = 11, Unread = 1 });

        calls.ShouldBe(VerdictCalls + 25);
        _pairs.Results().Contests()[0].Tally.Undecided.ShouldBe(1);
    }

    [Fact]
    public async Task A_contestant_without_both_answers_does_not_meet_the_others_over_that_pair()
    {
        Run.Experiment = Run.Experiment with { Contests = 1000 };
        Run.Model = new(_ => "") { FromPrompt = prompt => prompt[0].Text.StartsWith("u1", StringComparison.Ordinal) && prompt[^1].Text.StartsWith("Answer the question", StringComparison.Ordinal) ? " " : Answer(prompt) };
        await Run.Run();

        Contests.Count.ShouldBe(2 * 3 + 2 * 1);
        Contests.Where(c => c.Users[0] == "u1").ShouldAllBe(c => c.A.Method == "reminder" && c.B.Method == "zero-shot");
    }

    [Fact]
    public async Task Contests_keep_to_the_budget_of_the_run()
    {
        Run.KnownJudge = j => j with { Price = new(1_000_000, 1_000_000), MaxOutput = 2 };
        Run.Known = m => m with { Price = new(0, 0) };
        await Run.Run();

        // Each order of a contest has several hundred tokens, at a dollar each.
        (Run.Experiment, Run.MaxCost) = (Run.Experiment with { Contests = 1000 }, VerdictCalls * 12 + 500);
        (await Should.ThrowAsync<BudgetReachedException>(() => Run.Run())).Message.ShouldContain("another evaluation");
        Run.Judge.Calls.ShouldBe(VerdictCalls);

        Run.MaxCost = VerdictCalls * 12 + 3000;
        (await Run.Run()).Status.ShouldBe("done");
        _pairs.Results().CostUsd.ShouldBe((VerdictCalls + 24) * 12);
    }

    [Fact]
    public async Task The_closest_meet_most_where_not_all_can_meet()
    {
        using var many = Three(couples: 6, each: 10);
        many.Run.Experiment = many.Run.Experiment with { Contests = 90, Models = ["test:model"] };
        many.Run.Model = new(_ => "") { FromPrompt = prompt => prompt[^1].Text.StartsWith("What is", StringComparison.Ordinal) ? "For anybody." : PairRun.Heard(prompt) };
        many.Run.Judge = new(prompt => !prompt.Contains("<left_answer_1>", StringComparison.Ordinal) ? "A"
            : prompt.Contains("anybody", StringComparison.Ordinal) ? Evaluate(prompt)
            : new KeyedRandom(0, "who", Query().Match(prompt).Value, prompt.Contains("u1.", StringComparison.Ordinal) ? "1" : "2").Next(2) == 0 ? "left" : "right");
        await many.Run.Run();

        var cells = many.Results().Contests()[0].Tally.Matrix.ToDictionary(c => (c.Contestant, c.Opponent), c => c.Wins + c.Losses + c.Ties);
        cells.Values.Sum().ShouldBe(180);
        cells[("reminder", "task-description")].ShouldBeGreaterThan(cells[("task-description", "zero-shot")]);
        cells[("reminder", "task-description")].ShouldBeGreaterThan(cells[("reminder", "zero-shot")]);
    }

    [Fact]
    public async Task A_plan_counts_the_contests_that_are_missing()
    {
        Run.Experiment = Run.Experiment with { Contests = 5 };
        long Calls() => new RunPlanner(Run.Experiment, Run.Resolve, new() { Out = Run.Out }).Plan().ByRole.SingleOrDefault(r => r.Role == "evaluator")?.Calls ?? 0;

        Calls().ShouldBe(12 * 4 + 10, "which answers will be alike is not known before");
        await Run.Run();
        Calls().ShouldBe(0);
        Run.Experiment = Run.Experiment with { Contests = 7 };
        Calls().ShouldBe(4);
    }

    [Fact]
    public async Task Each_evaluator_decides_for_itself()
    {
        Run.Experiment = Run.Experiment with { Contests = 4, Evaluators = ["test:judge", "test:evaluator"] };
        Run.Evaluator = new(prompt => prompt.Contains("<left_answer_1>", StringComparison.Ordinal) ? "left" : "A");
        await Run.Run();

        var results = _pairs.Results().Contests();
        results.Select(r => (r.Evaluator, r.Tally.Contests)).ShouldBe([("test:evaluator", 4), ("test:judge", 4)]);
        (results[0].Tally.NamedFirst!.Mean, results[0].Tally.Ties).ShouldBe((1, 4));
        results[0].Ranking!.Coefficients.Values.ShouldAllBe(c => Math.Abs(c.Value) < 1e-9);
    }

    private static PairRun Three(int couples, int each)
    {
        var pairs = new PairRun(couples, each);
        pairs.Run.Experiment = pairs.Run.Experiment with { Methods = ["zero-shot", "task-description", "reminder"], Blind = false };
        pairs.Run.Model = new(_ => "") { FromPrompt = Answer };
        pairs.Run.Judge = new(Evaluate);
        return pairs;
    }

    private static string Answer(IReadOnlyList<ChatMessage> prompt) =>
        prompt[^1].Text.StartsWith("Answer the question", StringComparison.Ordinal) || (!prompt[^1].Text.StartsWith("What is", StringComparison.Ordinal) && prompt[^1].Text.EndsWith("day 2?", StringComparison.Ordinal))
            ? PairRun.Heard(prompt)
            : "For anybody.";

    /// <summary>Matches perfectly; prefers the side that names its users.</summary>
    private static string Evaluate(string prompt)
    {
        if (!prompt.Contains("<left_answer_1>", StringComparison.Ordinal)) return PairRun.Perfect(prompt);
        var (left, right) = (Left().IsMatch(prompt), Right().IsMatch(prompt));
        return $$"""{"rationale": "It knows them.", "winner": "{{(left == right ? "tie" : left ? "left" : "right")}}"}""";
    }

    [GeneratedRegex("<left_answer_1>\nFor u[0-9]")]
    private static partial Regex Left();

    [GeneratedRegex("<right_answer_1>\nFor u[0-9]")]
    private static partial Regex Right();

    [GeneratedRegex("<query>\n.*")]
    private static partial Regex Query();

    [GeneratedRegex("\"latency_ms\":[0-9.E-]+")]
    private static partial Regex LatencyField();
}
