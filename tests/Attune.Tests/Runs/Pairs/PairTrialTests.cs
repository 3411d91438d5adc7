using Attune.Runs;
using Microsoft.Extensions.AI;

namespace Attune.Tests.Runs.Pairs;

/// <summary>The two trials of a pair: the same question to both users, each on their own history.</summary>
public sealed class PairTrialTests : IDisposable
{
    private readonly PairRun _pairs = new();

    public void Dispose() => _pairs.Dispose();

    [Fact]
    public async Task Both_users_are_asked_on_their_own_history_and_without_any()
    {
        var record = await _pairs.Run.Run();

        var trials = _pairs.Run.Logged();
        (record.Status, record.Totals!.Done, trials.Count).ShouldBe(("done", 16, 16));
        trials.ShouldAllBe(t => t.Outcome == TrialOutcome.Answered && t.Condition.Task == "pair" && t.Condition.Preferences == "original" && t.Scores.Count == 0);
        var shown = trials.Where(t => t.Condition.Method == "zero-shot").OrderBy(t => t.QueryId, StringComparer.Ordinal).ThenBy(t => t.Form, StringComparer.Ordinal).ToList();
        shown.Select(t => (t.QueryId, t.Form, t.UserId, t.Answer)).Take(4).ShouldBe(
            [("u1-u2-1", "a", "u1", "For u1."), ("u1-u2-1", "b", "u2", "For u2."), ("u1-u2-2", "a", "u1", "For u1."), ("u1-u2-2", "b", "u2", "For u2.")]);
        shown.ShouldAllBe(t => t.Condition.Expression == "mixed" && t.Condition.Context == "simple" && t.Evidence!.Turns == 1 && t.Evidence.InPrompt == 1);
        trials.Except(shown).ShouldAllBe(t => t.Condition.Method == "no-history" && t.Condition.Expression == null && t.Answer == "For anybody.");
    }

    [Fact]
    public async Task The_history_is_the_pair_s_sessions_in_their_order_and_nothing_else_of_the_user()
    {
        var prompts = new List<string>();
        _pairs.Run.Model = new(_ => "")
        {
            FromPrompt = prompt =>
            {
                prompts.Add(string.Join(" | ", prompt.Where(m => m.Role == ChatRole.User).Select(m => m.Text)));
                return "Bread.";
            },
        };

        await _pairs.Run.Run();

        prompts.ShouldContain("u3 on p1, direct 1. | How long does bread number 2 rise? | What is there to eat on day 2?");
        prompts.Count(p => p == "What is there to eat on day 2?").ShouldBe(4);
    }

    [Fact]
    public async Task Random_sessions_of_the_context_surround_it_and_those_that_it_has_are_not_drawn_again()
    {
        var prompts = new List<List<string>>();
        _pairs.Run.Experiment = _pairs.Run.Experiment with { Contexts = ["tail-turns=3"], Blind = false };
        _pairs.Run.Model = new(_ => "")
        {
            FromPrompt = prompt =>
            {
                prompts.Add([.. prompt.Where(m => m.Role == ChatRole.User).Select(m => m.Text)]);
                return "Bread.";
            },
        };

        await _pairs.Run.Run();

        prompts.Count.ShouldBe(8);
        prompts.ShouldAllBe(p => p.Count == 6 && p[1].Contains("number 2") && p.Distinct().Count() == 6);
    }

    [Fact]
    public async Task A_pool_that_the_history_holds_whole_adds_nothing()
    {
        using var pairs = new PairRun(couples: 1, each: 1);
        pairs.Run.Data.Edit("sessions.jsonl", text => string.Concat(text.Split('\n').Where(l => l.Length > 0 && !l.Contains("\"id\":\"r1\"") && !l.Contains("\"id\":\"r3\"") && !l.Contains("\"id\":\"r4\"")).Select(l => l + "\n")));
        pairs.Run.Experiment = pairs.Run.Experiment with { Contexts = ["interval=1000,tail-turns=5"] };

        (await pairs.Run.Run()).Status.ShouldBe("done");

        pairs.Run.Logged().Count(t => t.Condition.Context is not null).ShouldBe(2);
    }

    [Fact]
    public void Pairs_on_the_same_sessions_share_one_history()
    {
        var groups = new RunSetup(_pairs.Run.Experiment, _pairs.Run.Resolve, new()).Planner.Groups().Where(g => g.Plan is not null).ToList();

        groups.Select(g => (g.UserId, g.Trials.Count)).ShouldBe([("u1", 2), ("u2", 2), ("u3", 2), ("u4", 2)]);
        groups[0].Sessions.ShouldBe(["u1-p1-direct-1", "r2"]);
    }

    [Fact]
    public async Task An_answer_that_is_filtered_or_empty_is_refused_or_invalid_and_leaves_its_pair_unread_without_a_call()
    {
        _pairs.Run.Experiment = _pairs.Run.Experiment with { Blind = false };
        _pairs.Run.Model = new(_ => "") { FromPrompt = prompt => prompt[0].Text.StartsWith("u1", StringComparison.Ordinal) ? " " : PairRun.Heard(prompt) };

        var totals = (await _pairs.Run.Run()).Totals!;

        (totals.Invalid, totals.Verdicts!.Done, totals.Verdicts.Unread, _pairs.Run.Judge.Calls).ShouldBe((2, 4, 2, 8));
        var rate = _pairs.Rate().Rate;
        (rate.Pairs, rate.Passed, rate.Unread).ShouldBe((4, 2, 2));

        _pairs.Run.Model = new(_ => "") { FromPrompt = PairRun.Heard };
        (await _pairs.Run.Run()).Totals!.Verdicts.ShouldBe(totals.Verdicts with { Done = 0, Skipped = 4 });
    }

    [Fact]
    public async Task A_dataset_with_queries_and_pairs_is_asked_both_and_tasks_choose()
    {
        using var run = new RunFixture(users: 2);
        run.Data.Write("pairs.jsonl", """{"id": "x", "preference_a": "u1-p1", "preference_b": "u2-p1", "query": "What is there to eat?", "history_a": ["u1-p1-direct-1"], "history_b": ["u2-p1-direct-1"]}""" + "\n");

        (await run.Run()).Totals!.Planned.ShouldBe(RunFixture.Trials + 4);
        run.Experiment = run.Experiment with { Tasks = ["true-false"] };
        new Runner(run.Experiment, run.Resolve, new() { Out = run.Out + "2" }).Folder.Location.ShouldEndWith("2");
        new RunSetup(run.Experiment, run.Resolve, new()).Planner.Groups().SelectMany(g => g.Trials).ShouldAllBe(t => t.Condition.Task == "true-false");
        new RunSetup(run.Experiment with { Tasks = ["pair"] }, run.Resolve, new()).Planner.Groups().Sum(g => g.Trials.Count).ShouldBe(4);
    }

    [Fact]
    public void Users_that_do_not_take_part_take_their_pairs_with_them()
    {
        new RunSetup(_pairs.Run.Experiment with { LimitUsers = 3 }, _pairs.Run.Resolve, new()).Planner.Pairs.Count.ShouldBe(2);
        Should.Throw<BadInputException>(() => new RunSetup(_pairs.Run.Experiment with { LimitUsers = 1 }, _pairs.Run.Resolve, new())).Message.ShouldContain("has no query to ask");
        Should.Throw<BadInputException>(() => new RunSetup(_pairs.Run.Experiment with { LimitUsers = 1, Tasks = ["pair"] }, _pairs.Run.Resolve, new())).Message.ShouldContain("has no pair to ask about");
    }

    [Fact]
    public void A_dataset_without_pairs_keeps_its_run_folder_whether_pairs_are_named_or_not()
    {
        using var run = new RunFixture();
        string Name(params string[] tasks) => new RunSetup(run.Experiment with { Tasks = tasks }, run.Resolve, new()).FolderName;

        Name("multiple-choice", "true-false", "open-ended").ShouldBe(Name());
        new RunSetup(_pairs.Run.Experiment, _pairs.Run.Resolve, new()).FolderName.ShouldNotBe(new RunSetup(_pairs.Run.Experiment with { Tasks = ["pair"] }, _pairs.Run.Resolve, new()).FolderName);
    }
}
