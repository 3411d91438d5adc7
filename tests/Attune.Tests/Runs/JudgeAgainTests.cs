using Attune.Judging;
using Attune.Models;
using Attune.Runs;

namespace Attune.Tests.Runs;

public sealed class JudgeAgainTests : IDisposable
{
    private readonly RunFixture _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task The_next_run_asks_the_judge_again_where_its_call_failed_and_buys_nothing_twice()
    {
        var calls = 0;
        _run.Judge = new(_ => ++calls % 3 == 2 ? throw new InvalidOperationException("Too busy.") : """{"rationale": "First.", "score": 2}""");
        (await _run.Run()).Totals!.Unjudged.ShouldBe(12);
        _run.Logged().Where(t => t.Verdicts is not null).ShouldAllBe(t => t.Verdicts!["alignment"].State == VerdictState.Failed);

        _run.Model = new(_ => throw new InvalidOperationException("No answer is to be bought again."));
        _run.Judge = new(_ => """{"rationale": "Second.", "score": 5}""");
        var second = await _run.Run();

        second.Totals.ShouldBe(new RunTotals { Planned = RunFixture.Trials, Done = 12, Skipped = RunFixture.Trials - 12 });
        (_run.Model.Calls, _run.Judge.Calls).ShouldBe((0, 12));
        var judged = _run.Logged().Where(t => t.Verdicts is not null).ToList();
        judged.ShouldAllBe(t => t.Outcome == TrialOutcome.Scored && t.Answer == "Bake some bread." && t.JudgeUsage == new TokenUsage(30, 0, 6));
        judged.ShouldAllBe(t => t.Scores["awareness"] == 2 && t.Scores["alignment"] == 5 && t.Scores["quality"] == 2);
    }

    [Fact]
    public async Task A_judge_that_babbled_has_had_its_say()
    {
        _run.Judge = new(_ => "Lovely weather today.");
        await _run.Run();

        _run.Judge = new(_ => """{"rationale": "Now I see.", "score": 5}""");
        var second = await _run.Run();

        second.Totals.ShouldBe(new RunTotals { Planned = RunFixture.Trials, Skipped = RunFixture.Trials, Unjudged = 12 });
        _run.Judge.Calls.ShouldBe(0);
    }
}
