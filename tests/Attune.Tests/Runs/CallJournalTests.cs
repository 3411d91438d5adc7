using Attune.Models;
using Attune.Runs;

namespace Attune.Tests.Runs;

public sealed class CallJournalTests : IDisposable
{
    private readonly RunFixture _run = new();

    public CallJournalTests() => _run.Experiment = _run.Experiment with { Tasks = ["open-ended"] };

    private string Journal => Path.Combine(_run.Out, "calls.jsonl");

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task An_answer_is_kept_while_it_is_judged_and_each_verdict_too()
    {
        var seen = new List<(int Verdicts, string? Answer)>();
        _run.Judge = new(_ =>
        {
            var last = RunLog.Read(Journal).Last();
            seen.Add((last.Verdicts?.Count ?? 0, last.Answer));
            return """{"rationale": "It fits.", "score": 4}""";
        });

        await _run.Run();

        seen.Take(6).ShouldBe([(0, "Bake some bread."), (1, "Bake some bread."), (2, "Bake some bread."), (0, "Bake some bread."), (1, "Bake some bread."), (2, "Bake some bread.")]);
        File.Exists(Journal).ShouldBeFalse("nothing is unfinished");
    }

    [Fact]
    public async Task What_was_bought_before_the_process_died_is_not_bought_again()
    {
        // The copy is what the disk holds when the process dies at the second verdict of the third trial.
        var (calls, copy) = (0, Path.Combine(_run.Data.Root, "copy"));
        _run.Judge = new(_ =>
        {
            if (++calls == 8) Copy(_run.Out, copy);
            return """{"rationale": "It fits.", "score": 4}""";
        });
        await _run.Run();
        var undisturbed = Answers();
        Directory.Delete(_run.Out, recursive: true);
        Directory.Move(copy, _run.Out);

        _run.Model = new(FakeModel.Obliging);
        _run.Judge = new(_ => """{"rationale": "It fits.", "score": 4}""");
        var resumed = await _run.Run();

        resumed.Totals.ShouldBe(new RunTotals { Planned = 12, Done = 10, Skipped = 2 });
        (_run.Model.Calls, _run.Judge.Calls).ShouldBe((9, 3 * 12 - 7));
        Answers().ShouldBe(undisturbed);
        File.Exists(Journal).ShouldBeFalse();

        IEnumerable<string> Answers() => _run.Logged().OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => $"{t.Key} {t.Answer} {t.Usage} {t.JudgeUsage} {t.JudgeAttempts} {string.Join(' ', t.Scores)}");
    }

    [Fact]
    public async Task A_judge_s_fault_that_ends_the_run_loses_no_answer()
    {
        _run.Concurrency = 4;
        _run.Judge = new(_ => throw new ModelCallException(CallFault.Authentication, new("judge", "refuses the key", "Check the key")));
        await Should.ThrowAsync<ModelCallException>(() => _run.Run());
        var bought = _run.Model.Calls;
        bought.ShouldBeInRange(1, 11);

        _run.Model = new(FakeModel.Obliging);
        _run.Judge = new(_ => """{"rationale": "It fits.", "score": 4}""");
        await _run.Run();

        _run.Model.Calls.ShouldBe(12 - bought);
        _run.Logged().ShouldAllBe(t => t.Outcome == TrialOutcome.Scored);
    }

    [Fact]
    public void Only_what_is_unfinished_stays_when_the_file_has_grown()
    {
        var path = Path.Combine(_run.Data.Root, "calls.jsonl");
        var trial = new TrialRecord { Key = "first", Condition = RunOnDisk.Condition(), UserId = "u", QueryId = "q", Outcome = TrialOutcome.Unjudged, Answer = new string('x', 1 << 20) };
        using (var journal = new CallJournal(path))
        {
            journal.Keep(trial);
            for (var i = 0; i < 40; i++)
            {
                journal.Keep(trial with { Key = $"{i}" });
                journal.Settle($"{i}");
            }

            new FileInfo(path).Length.ShouldBeLessThan(20 << 20);
        }

        using var again = new CallJournal(path);
        again.Read().ShouldContain(t => t.Key == "first" && t.Answer!.Length == 1 << 20);
    }

    [Fact]
    public async Task Embedded_models_cost_nothing_and_keep_nothing()
    {
        var kept = false;
        _run.Experiment = _run.Experiment with { Models = ["embedded:lexical"], Judge = "embedded:judge" };
        var options = new RunOptions { Out = _run.Out, Progress = _ => kept |= File.Exists(Journal) };

        await new Runner(_run.Experiment, options: options).RunAsync();

        kept.ShouldBeFalse();
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from).Where(f => Path.GetFileName(f) != "run.lock")) File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
