using Attune.Datasets;
using Attune.Judging;
using Attune.Runs;
using Attune.Runs.Pairs;

namespace Attune.Tests.Runs.Pairs;

/// <summary>Contests of three methods that people decide after the run.</summary>
public sealed class PeopleContestsTests : IAsyncLifetime
{
    private readonly PairRun _pairs = new(couples: 2, each: 2);

    private RunFolder Folder => RunFolder.Open(_pairs.Run.Out);

    public Task InitializeAsync()
    {
        _pairs.Run.Experiment = _pairs.Run.Experiment with { Methods = ["zero-shot", "task-description", "reminder"], Contests = 5 };
        _pairs.Run.Judge = new(prompt => prompt.Contains("<left_answer_1>", StringComparison.Ordinal) ? """{"rationale": "So it is.", "winner": "left"}""" : PairRun.Perfect(prompt));
        return _pairs.Run.Run();
    }

    public Task DisposeAsync()
    {
        _pairs.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public void Every_two_contestants_can_meet_over_every_pair_whatever_the_model_decided()
    {
        var contests = Open();

        contests.Contestants.ShouldBe(new Dictionary<string, int> { ["test:model reminder"] = 8, ["test:model task-description"] = 8, ["test:model zero-shot"] = 8 }, ignoreOrder: true);
        var all = contests.Choose(null, 100, "draw");
        all.Select(c => c.Key).Distinct().Count().ShouldBe(12);
        all.Count(c => c.Opinions.Count == 2).ShouldBe(5);
        all.SelectMany(c => c.Opinions).ShouldAllBe(o => o.Rationale == "So it is." && (o.State == SeatState.WonByB) == o.Swapped);
        contests.Choose(["test:model reminder", "test:model zero-shot"], 100, "draw").Count.ShouldBe(4);
        contests.Choose(["test:model reminder"], 100, "draw").ShouldBeEmpty();
        contests.Choose(null, 3, "draw").Count.ShouldBe(3);
    }

    [Fact]
    public void A_persons_verdict_is_logged_in_this_shape()
    {
        var contest = Open().Choose(null, 1, "draw")[0];
        PeopleContests.Write(Folder, "round-1", [contest.DecidedBy("round-1", "annotator-2", new(true, SeatState.WonByA, "Clearer."))]);

        var record = Folder.ReadContests().Single(c => c.Person is not null);
        File.ReadLines(Path.Combine(_pairs.Run.Out, "contests.jsonl")).Last().ShouldBe(
            $$"""{"key":"{{record.Key}}","evaluator":"people","pair_id":"{{contest.PairId}}","distance":{{contest.Distance}},"users":["{{contest.Users[0]}}","{{contest.Users[1]}}"],"answers":"{{contest.Answers}}","a":{"dataset":"tiny","model":"test:model","method":"{{contest.A.Method}}","expression":"mixed","context":"simple","task":"pair","preferences":"original"},"b":{"dataset":"tiny","model":"test:model","method":"{{contest.B.Method}}","expression":"mixed","context":"simple","task":"pair","preferences":"original"},"orders":[{"swapped":true,"state":"won-by-a","rationale":"Clearer."}],"person":"annotator-2","round":"round-1","usage":{"input":0,"cached":0,"output":0},"cost_usd":0,"latency_ms":0,"attempts":0}""");
        (record.Verdict!.Winner, record.Verdict.IsConsistent).ShouldBe((Attune.Statistics.ContestWinner.A, null));
    }

    [Fact]
    public void Peoples_verdicts_rank_beside_the_evaluators_and_are_in_none_of_its_counts()
    {
        var before = _pairs.Results();
        var contests = Open().Choose(null, 100, "draw");
        List<ContestRecord> said =
        [
            .. contests.Select(c => c.DecidedBy("r", "annotator-1", new(false, c.A.Method == "reminder" ? SeatState.WonByA : SeatState.Tied, null))),
            .. contests.Select(c => c.DecidedBy("r", "annotator-2", new(true, SeatState.WonByB, null))),
        ];
        PeopleContests.Write(Folder, "r", said).ShouldBe(24);
        PeopleContests.Write(Folder, "r", said).ShouldBe(0);

        var results = _pairs.Results();
        var people = results.Contests().Single(r => r.Evaluator == "people");
        (people.Tally.Contests, people.Tally.Consistent, people.Ranking!.Coefficients.Count).ShouldBe((24, null, 3));
        results.Contests().Single(r => r.Evaluator == "test:judge").Tally.Contests.ShouldBe(5);
        IReadOnlyList<(string, int)> By(ContestVoters voters)
        {
            results.Voters = voters;
            return [.. results.Contests().Select(r => (r.Evaluator, r.Tally.Contests))];
        }

        By(ContestVoters.People).ShouldBe([("people", 24)]);
        By(ContestVoters.Models).ShouldBe([("test:judge", 5)]);
        By(ContestVoters.Pooled).ShouldBe([("people and models", 29)]);
        (results.ContestTotals, results.Usage, results.CostUsd).ShouldBe((before.ContestTotals, before.Usage, before.CostUsd));
    }

    [Fact]
    public async Task Going_on_with_the_run_keeps_what_people_said_and_buys_nothing_for_it()
    {
        var contest = Open().Choose(null, 1, "draw")[0];
        PeopleContests.Write(Folder, "r", [contest.DecidedBy("r", "annotator-1", new(false, SeatState.Tied, null))]);
        var calls = _pairs.Run.Judge.Calls;

        (await _pairs.Run.Run()).Totals!.Contests.ShouldBe(new EvaluationTotals { Planned = 5, Skipped = 5 });

        _pairs.Run.Judge.Calls.ShouldBe(calls);
        _pairs.Results().Contests().Count(r => r.Evaluator == "people").ShouldBe(1);
    }

    [Fact]
    public void What_is_no_longer_said_in_a_round_no_longer_counts_and_other_rounds_stay()
    {
        var contest = Open().Choose(null, 1, "draw")[0];
        ContestRecord Says(string round, string person) => contest.DecidedBy(round, person, new(false, SeatState.WonByA, null));
        PeopleContests.Write(Folder, "r", [Says("r", "annotator-1"), Says("r", "annotator-2")]);
        PeopleContests.Write(Folder, "s", [Says("s", "annotator-1")]);

        PeopleContests.Write(Folder, "r", [Says("r", "annotator-2")]).ShouldBe(1);

        _pairs.Results().Contests().Single(r => r.Evaluator == "people").Tally.Contests.ShouldBe(2);
    }

    [Fact]
    public void A_dataset_that_has_changed_is_refused()
    {
        _pairs.Run.Data.Edit("profiles.jsonl", text => text.Replace("Person 1", "Somebody"));

        Should.Throw<BadInputException>(() => Open()).Message.ShouldContain("is not what it was when the run was made");
    }

    private PeopleContests Open() => new(Folder, Dataset.Open(_pairs.Run.Data.Folder));
}
