using System.Text.RegularExpressions;
using Attune.Judging;
using Attune.Models;
using Attune.Runs;

namespace Attune.Tests.Runs;

public sealed partial class RunnerTests : IDisposable
{
    private readonly RunFixture _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_run_asks_every_question_once()
    {
        var record = await _run.Run();

        record.Status.ShouldBe("done");
        record.Totals.ShouldBe(new RunTotals { Planned = RunFixture.Trials, Done = RunFixture.Trials });
        _run.Record().Totals.ShouldBe(record.Totals);
        _run.Progress.Count.ShouldBe(RunFixture.Trials + 1);
        _run.Model.Calls.ShouldBe(RunFixture.Trials);
        _run.Judge.Calls.ShouldBe(12 * 3);
        _run.Logged().Select(t => t.Key).Distinct().Count().ShouldBe(RunFixture.Trials);
    }

    [Fact]
    public async Task An_answer_is_scored_by_its_task()
    {
        await _run.Run();

        _run.Logged().ShouldAllBe(t => t.Outcome == TrialOutcome.Scored);
        _run.Of("u1-p1-q", "zero-shot", "true-false").Select(t => (t.Form, t.Expected, t.Choice, t.Scores["accuracy"]))
            .ShouldBe([("true", "yes", "yes", 1), ("false", "no", "yes", 0)]);
        var open = _run.Of("u1-p1-q", "zero-shot", "open-ended").ShouldHaveSingleItem();
        open.Scores.ShouldBe(new Dictionary<string, double> { ["awareness"] = 4, ["alignment"] = 4, ["quality"] = 4 });
        open.Verdicts.ShouldNotBeNull()["quality"].ShouldBe(new Verdict { State = VerdictState.Scored, Score = 4, Rationale = "It fits." });
        (open.Usage, open.JudgeUsage, open.CostUsd).ShouldBe((new TokenUsage(10, 0, 2), new TokenUsage(30, 0, 6), null));
    }

    [Fact]
    public async Task The_options_order_says_which_of_the_dataset_s_options_was_chosen()
    {
        await _run.Run();

        var orders = _run.Logged().Where(t => t.Condition.Task == "multiple-choice").ToList();
        foreach (var trial in orders)
        {
            trial.OptionOrder.ShouldNotBeNull().Order().ShouldBe(["A", "B", "C", "D"]);
            var shown = trial.OptionOrder["ABCD".IndexOf(trial.Expected!, StringComparison.Ordinal)];
            shown.ShouldBe("B", "the dataset's right answer");
            trial.Scores["accuracy"].ShouldBe(trial.OptionOrder[0] == "B" ? 1 : 0, "A was chosen");
        }

        orders.GroupBy(t => t.QueryId).ShouldAllBe(query => query.Select(t => string.Concat(t.OptionOrder!)).Distinct().Count() == 1);
        orders.Select(t => string.Concat(t.OptionOrder!)).Distinct().Count().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task What_is_settled_is_not_asked_again()
    {
        await _run.Run();
        var before = File.ReadAllText(_run.Log);

        var again = await _run.Run();

        again.Totals.ShouldBe(new RunTotals { Planned = RunFixture.Trials, Skipped = RunFixture.Trials });
        _run.Model.Calls.ShouldBe(RunFixture.Trials);
        File.ReadAllText(_run.Log).ShouldBe(before);
    }

    [Fact]
    public async Task A_call_that_throws_gives_a_failed_trial_which_the_next_run_tries_again()
    {
        _run.Model = new(question => question.Contains("dish B for u1-p1", StringComparison.Ordinal) ? throw new InvalidOperationException("The line is down.") : FakeModel.Obliging(question));
        var first = await _run.Run();

        first.Status.ShouldBe("failed-trials");
        first.Totals.ShouldBe(new RunTotals { Planned = RunFixture.Trials, Done = RunFixture.Trials - 4, Failed = 4 });
        var failed = _run.Logged().Where(t => t.Outcome == TrialOutcome.Failed).ToList();
        failed.ShouldAllBe(t => t.QueryId == "u1-p1-q" && t.Error == "The line is down." && t.Attempts == 1 && t.Answer == null && t.Scores.Count == 0);

        _run.Model = new(FakeModel.Obliging);
        var second = await _run.Run();

        second.Status.ShouldBe("done");
        second.Totals.ShouldBe(new RunTotals { Planned = RunFixture.Trials, Done = 4, Skipped = RunFixture.Trials - 4 });
        (_run.Model.Calls, _run.Logged().Count).ShouldBe((4, RunFixture.Trials));
        _run.Logged().ShouldAllBe(t => t.Outcome == TrialOutcome.Scored);
    }

    [Fact]
    public async Task A_call_that_times_out_fails_its_trial_and_not_the_run()
    {
        // What HttpClient throws on a time-out: a cancellation that nobody asked for.
        _run.Model = new(_ => throw new TaskCanceledException("The request timed out."));

        var record = await _run.Run();

        record.Totals!.Failed.ShouldBe(RunFixture.Trials);
        _run.Logged().ShouldAllBe(t => t.Error == "The request timed out.");
    }

    [Fact]
    public async Task A_judge_that_times_out_leaves_the_answer_unjudged()
    {
        _run.Judge = new(_ => throw new TaskCanceledException("The request timed out."));

        (await _run.Run()).Totals!.Unjudged.ShouldBe(12);
    }

    [Theory]
    [InlineData("Lovely weather today.", VerdictState.Unjudged, "Lovely weather today.")]
    [InlineData("{\"score\": 9}", VerdictState.Unjudged, "{\"score\": 9}")]
    [InlineData(null, VerdictState.Failed, "The judge is out.")]
    public async Task A_judge_that_babbles_or_throws_leaves_the_answer_unjudged(string? reply, VerdictState state, string rationale)
    {
        _run.Judge = new(_ => reply ?? throw new InvalidOperationException("The judge is out."));

        var record = await _run.Run();

        record.Status.ShouldBe("done");
        record.Totals.ShouldBe(new RunTotals { Planned = RunFixture.Trials, Done = RunFixture.Trials, Unjudged = 12 });
        var open = _run.Of("u1-p1-q", "zero-shot", "open-ended").ShouldHaveSingleItem();
        (open.Outcome, open.Scores.Count, open.Answer).ShouldBe((TrialOutcome.Unjudged, 0, "Bake some bread."));
        open.Verdicts!["awareness"].ShouldBe(new Verdict { State = state, Rationale = rationale });
    }

    [Theory]
    [InlineData("Both are fine.", TrialOutcome.Invalid)]
    [InlineData("I'm sorry, I can't answer that.", TrialOutcome.Refused)]
    public async Task An_answer_without_a_choice_is_counted_and_not_scored(string answer, TrialOutcome outcome)
    {
        _run.Experiment = _run.Experiment with { Tasks = ["multiple-choice"] };
        _run.Model = new(_ => answer);

        var totals = (await _run.Run()).Totals!;

        (totals.Done, totals.Invalid + totals.Refused).ShouldBe((12, 12));
        _run.Logged().ShouldAllBe(t => t.Outcome == outcome && t.Scores.Count == 0 && t.Choice == null && t.Answer == answer);
    }

    [Fact]
    public async Task A_cancelled_run_is_interrupted_and_resumes_to_the_answers_of_an_undisturbed_one()
    {
        using var undisturbed = new RunFixture();
        await undisturbed.Run();
        using var stop = new CancellationTokenSource();
        _run.Concurrency = 3;
        _run.Model = new(async (question, token) =>
        {
            if (_run.Model.Calls == 20) await stop.CancelAsync();
            token.ThrowIfCancellationRequested();
            return FakeModel.Obliging(question);
        });

        await Should.ThrowAsync<OperationCanceledException>(() => _run.Run(stop.Token));

        var stopped = _run.Record();
        stopped.Status.ShouldBe("interrupted");
        stopped.Totals!.Done.ShouldBe(_run.Logged().Count);
        _run.Logged().Count.ShouldBeInRange(1, RunFixture.Trials - 1);

        _run.Model = new(FakeModel.Obliging);
        (await _run.Run()).Status.ShouldBe("done");
        Answers(_run).ShouldBe(Answers(undisturbed));

        static IEnumerable<string> Answers(RunFixture run) => run.Logged().OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => $"{t.Key} {t.QueryId} {t.Form} {t.Outcome} {t.Answer} {t.Expected} {string.Join(' ', t.Scores)} {t.PromptHash}");
    }

    [Fact]
    public async Task A_torn_last_line_is_cut_off_and_its_trial_runs_again()
    {
        await _run.Run();
        var whole = File.ReadAllText(_run.Log);
        File.WriteAllText(_run.Log, whole[..^40]);
        RunFolder.Open(_run.Out).ReadTrials().Count().ShouldBe(RunFixture.Trials - 1, "a report leaves the torn line out");

        var record = await _run.Run();

        record.Totals.ShouldBe(new RunTotals { Planned = RunFixture.Trials, Done = 1, Skipped = RunFixture.Trials - 1 });
        WithoutLatency(File.ReadAllText(_run.Log)).ShouldBe(WithoutLatency(whole));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(RunFixture.Trials)]
    public async Task A_broken_line_is_damage_and_nothing_is_added_to_it(int line)
    {
        await _run.Run();
        var lines = File.ReadAllLines(_run.Log);
        lines[line - 1] = lines[line - 1][..30];
        File.WriteAllLines(_run.Log, lines);
        var (log, status) = (File.ReadAllText(_run.Log), File.ReadAllText(Path.Combine(_run.Out, "run.json")));

        (await Should.ThrowAsync<BadInputException>(() => _run.Run())).Message.ShouldStartWith($"{_run.Log}:{line}: is not valid JSON");

        File.ReadAllText(_run.Log).ShouldBe(log);
        File.ReadAllText(Path.Combine(_run.Out, "run.json")).ShouldBe(status);
    }

    [Fact]
    public async Task The_floor_has_no_history_and_so_no_evidence()
    {
        await _run.Run();

        var floor = _run.Logged().Where(t => t.Condition.Method == "no-history").ToList();
        floor.Count.ShouldBe(RunFixture.Trials / 2);
        floor.ShouldAllBe(t => t.Evidence == null && t.HistoryTokens == 0 && t.Condition.Expression == null && t.Condition.Context == null);
    }

    [Fact]
    public async Task Without_the_floor_nothing_is_asked_blind()
    {
        _run.Experiment = _run.Experiment with { Blind = false };

        (await _run.Run()).Totals!.Planned.ShouldBe(RunFixture.Trials / 2);
        _run.Logged().ShouldAllBe(t => t.Condition.Method == "zero-shot");
    }

    [Fact]
    public async Task Distance_is_measured_from_the_last_turn_that_reveals_the_preference()
    {
        await _run.Run();

        var distances = new[] { "u1-p1-q", "u1-p2-q", "u1-g-q" }.Select(q => _run.Of(q, "zero-shot", "multiple-choice").Single().Evidence!.Distance!.Value).ToList();

        distances[0].ShouldNotBe(distances[1]);
        distances[2].ShouldBe(Math.Min(distances[0], distances[1]));
    }

    [Fact]
    public async Task Evidence_that_was_sent_is_in_the_prompt()
    {
        await _run.Run();

        (_run.Of("u1-p1-q", "zero-shot", "multiple-choice").Single().Evidence! with { Distance = null }).ShouldBe(new TrialEvidence(1, 1, null));
        (_run.Of("u1-g-q", "zero-shot", "multiple-choice").Single().Evidence! with { Distance = null }).ShouldBe(new TrialEvidence(2, 2, null));
    }

    [Fact]
    public async Task Evidence_that_a_short_window_drops_is_not_in_the_prompt_unless_retrieval_quotes_it()
    {
        _run.Window = 1;
        _run.Experiment = _run.Experiment with { Methods = ["zero-shot", "rag"] };

        await _run.Run();

        (_run.Of("u1-p1-q", "zero-shot", "multiple-choice").Single().Evidence! with { Distance = null }).ShouldBe(new TrialEvidence(1, 0, null));
        (_run.Of("u1-p1-q", "rag", "multiple-choice").Single().Evidence! with { Distance = null }).ShouldBe(new TrialEvidence(1, 1, 1));
    }

    [Fact]
    public async Task Evidence_of_a_call_that_failed_is_known_too()
    {
        _run.Model = new(_ => throw new InvalidOperationException("Down."));
        await _run.Run();

        (_run.Of("u1-p1-q", "zero-shot", "multiple-choice").Single().Evidence! with { Distance = null }).ShouldBe(new TrialEvidence(1, 1, null));
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_log_and_another_seed_another()
    {
        using var again = new RunFixture();
        using var other = new RunFixture();
        foreach (var run in (RunFixture[])[_run, again, other])
        {
            run.Experiment = run.Experiment with { Models = ["test:model", "embedded:random"], Contexts = ["interval=30,tail=20"], Seed = run == other ? 1 : 0 };
            await run.Run();
        }

        WithoutLatency(File.ReadAllText(again.Log)).ShouldBe(WithoutLatency(File.ReadAllText(_run.Log)));
        WithoutLatency(File.ReadAllText(other.Log)).ShouldNotBe(WithoutLatency(File.ReadAllText(_run.Log)));
    }

    [Fact]
    public async Task As_many_calls_as_allowed_are_in_flight_and_never_more()
    {
        _run.Concurrency = 3;
        _run.Experiment = _run.Experiment with { Tasks = ["multiple-choice"] };
        var full = new TaskCompletionSource();
        _run.Model = new(async (question, token) =>
        {
            if (_run.Model.InFlight == 3) full.TrySetResult();
            await full.Task.WaitAsync(TimeSpan.FromMinutes(1), token);
            for (var i = 0; i < 20; i++) await Task.Yield();
            return FakeModel.Obliging(question);
        });

        await _run.Run();

        _run.Model.Most.ShouldBe(3);
    }

    [Fact]
    public async Task The_models_stay_the_caller_s_to_dispose()
    {
        await _run.Run();

        (_run.Model.IsDisposed, _run.Judge.IsDisposed).ShouldBe((false, false));
    }

    [Fact]
    public async Task Bad_input_found_on_the_way_stops_the_run_which_is_then_interrupted()
    {
        _run.Model = new(_ => _run.Model.Calls < 5 ? "A" : throw new BadInputException("OPENAI_API_KEY", "is not set", "Set it"));

        (await Should.ThrowAsync<BadInputException>(() => _run.Run())).Message.ShouldBe("OPENAI_API_KEY: is not set. Set it");

        (_run.Record().Status, _run.Logged().Count).ShouldBe(("interrupted", 4));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_bad_input()
    {
        File.WriteAllText(_run.Out, "a file where the folder should be");

        (await Should.ThrowAsync<BadInputException>(() => _run.Run())).Message.ShouldStartWith($"{_run.Out}: cannot be written: ");
    }

    [Fact]
    public async Task Only_the_first_users_are_asked_where_users_are_limited()
    {
        _run.Experiment = _run.Experiment with { LimitUsers = 1 };

        (await RunnerRefusalTests.RunNotesOf(_run)).ShouldContain(n => n.StartsWith("With 1 user there are no intervals"));
        _run.Logged().ShouldAllBe(t => t.UserId == "u1");
    }

    [Fact]
    public async Task A_query_is_asked_only_where_its_preference_is_revealed()
    {
        _run.Experiment = _run.Experiment with { Expressions = [], Tasks = ["multiple-choice"], Blind = false };

        var record = await _run.Run();

        _run.Logged().Where(t => t.Condition.Expression == "experience").Select(t => t.QueryId).ShouldBe(["u1-p1-q", "u1-g-q", "u2-p1-q", "u2-g-q"], ignoreOrder: true);
        record.Notes.ShouldContain("2 times a query has no session in an expression that would reveal its preference; it is not asked there.");
    }

    private static string WithoutLatency(string log) => Latency().Replace(log, "");

    [GeneratedRegex("latency_ms\":[^,}]+")]
    private static partial Regex Latency();
}
