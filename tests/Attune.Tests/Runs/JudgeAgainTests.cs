using Attune.Judging;
using Attune.Models;
using Attune.Models.Caching;
using Attune.Runs;
using Microsoft.Extensions.AI;

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

    [Fact]
    public async Task A_reply_that_breaks_off_is_asked_for_again_within_the_run()
    {
        var calls = 0;
        _run.Retry = new() { MaxAttempts = 2, Delay = TimeSpan.FromMilliseconds(1) };
        _run.Judge = new(_ => ++calls % 2 == 1 ? """{"rationale": "It kn""" : """{"rationale": "It knows.", "score": 3}""");

        (await _run.Run()).Totals!.Unjudged.ShouldBe(0);

        var judged = _run.Logged().Where(t => t.Verdicts is not null).ToList();
        judged.Count.ShouldBe(12);
        judged.ShouldAllBe(t => t.JudgeAttempts == 6 && t.JudgeUsage == new TokenUsage(60, 0, 12) && t.Scores["quality"] == 3);
    }

    [Fact]
    public async Task A_reply_that_always_breaks_off_is_asked_for_again_by_the_next_run_and_never_cached()
    {
        using var cache = new ResponseCache(new MemoryResponseStore());
        _run.Experiment = _run.Experiment with { Tasks = ["open-ended"], Methods = ["zero-shot"], Blind = false };
        (_run.Cache, _run.Retry) = (cache, new() { MaxAttempts = 2, Delay = TimeSpan.FromMilliseconds(1) });
        _run.Judge = new(_ => "It knows the pref") { Finish = ChatFinishReason.Length };
        (await _run.Run()).Totals!.Unjudged.ShouldBe(6);
        _run.Judge.Calls.ShouldBe(36, "6 answers, 3 dimensions, 2 attempts");
        _run.Logged().SelectMany(t => t.Verdicts!.Values).ShouldAllBe(v => v.State == VerdictState.Failed && v.Rationale!.Contains("breaks off its reply"));

        _run.Judge = new(_ => """{"score": 5}""") { Finish = ChatFinishReason.Stop };
        var second = await _run.Run();

        (second.Totals!.Unjudged, second.Totals.Done, _run.Judge.Calls).ShouldBe((0, 6, 18));
    }
}
