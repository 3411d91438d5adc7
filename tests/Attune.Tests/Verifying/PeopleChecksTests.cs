using Attune.Datasets;
using Attune.Verifying;

namespace Attune.Tests.Verifying;

public sealed class PeopleChecksTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-round-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_the_fewest_have_looked_at_is_chosen_first()
    {
        var checks = new PairChecks(PairDataset.Write(_folder, 4));
        foreach (var pair in checks.Pairs.Take(3)) checks.Decide(pair, "person:nora", 1);

        PeopleChecks.Choose(checks, 2, "x")[0].PairId.ShouldBe("p4");
        var shown = PeopleChecks.Choose(checks, 9, "x");
        shown.Count.ShouldBe(4);
        (shown[0].Candidates.Count, shown[0].ModelChose).ShouldBe((3, 1));
    }

    [Fact]
    public void Written_again_only_what_changed_is_written_and_what_was_taken_back_counts_no_more()
    {
        var dataset = PairDataset.Write(_folder, 2);
        var shown = PeopleChecks.Choose(new(dataset), 2, "x").OrderBy(s => s.PairId).ToList();
        PersonChoice[] said = [new(shown[0], "annotator-1", 2, "open"), new(shown[0], "annotator-2", 3, ""), new(shown[1], "annotator-1", 0, "")];

        PeopleChecks.Write(new(dataset), "r1", said).ShouldBe((3, 0));
        PeopleChecks.Write(new(dataset), "r1", said).ShouldBe((0, 0));
        PeopleChecks.Write(new(dataset), "r1", [said[0] with { Choice = 1 }, said[1]]).ShouldBe((2, 0));

        var known = new PairChecks(dataset);
        known.Of(dataset.Pairs[0]).Select(d => (d.By, d.Choice)).ShouldBe([("person:annotator-1@r1", 1), ("person:annotator-2@r1", 3)]);
        known.Of(dataset.Pairs[1]).ShouldBeEmpty();
    }

    [Fact]
    public void Two_rounds_and_the_terminal_leave_each_others_choices_alone()
    {
        var dataset = PairDataset.Write(_folder, 1);
        new PairChecks(dataset).Decide(dataset.Pairs[0], "person:nora", 1);
        var shown = PeopleChecks.Choose(new(dataset), 1, "x")[0];

        PeopleChecks.Write(new(dataset), "r1", [new(shown, "annotator-1", 2, "")]);
        PeopleChecks.Write(new(dataset), "r2", [new(shown, "annotator-1", 3, "")]);
        PeopleChecks.Write(new(dataset), "r1", []);

        new PairChecks(dataset).Of(dataset.Pairs[0]).Select(d => d.By).ShouldBe(["person:annotator-1@r2", "person:nora"]);
    }

    [Fact]
    public void What_was_made_again_or_is_gone_is_left_out_and_counted()
    {
        var shown = PeopleChecks.Choose(new(PairDataset.Write(_folder, 3)), 3, "x").OrderBy(s => s.PairId).ToList();
        var again = PairDataset.Write(_folder, 2, text: "The user drinks something else.");

        PeopleChecks.Write(new(again), "r1", [.. shown.Select(s => new PersonChoice(s, "annotator-1", 1, ""))]).ShouldBe((0, 3));
        new PairChecks(again).Outdated.ShouldBe(0);
    }

    [Theory]
    [InlineData("2 2 3", 1, "First query 1?")]
    [InlineData("0 0 3", 3, "Third query 1?")]
    [InlineData("2 3", 0, null)]
    public void An_adjudicators_word_holds_and_says_nothing_of_how_far_people_agree(string choices, int settled, string? query)
    {
        var dataset = PairDataset.Write(_folder, 2);
        var checks = new PairChecks(dataset);
        foreach (var (number, choice) in choices.Split(' ').Index()) checks.Decide(dataset.Pairs[0], $"person:p{number}", choice[0] - '0');
        var before = CheckedPairs.Preview(checks);
        checks.Decide(dataset.Pairs[0], "person:adjudicator@r1", settled);

        var result = CheckedPairs.Apply(dataset, checks);

        Dataset.Open(_folder).Pairs.FirstOrDefault(p => p.Id == "p1")?.Query.ShouldBe(query);
        result.Rejected.ShouldBe(query is null ? 1 : 0);
        (result.Unanimous, result.Alpha).ShouldBe((before.Unanimous, before.Alpha));
    }

    [Fact]
    public void Of_two_adjudicators_the_later_one_holds()
    {
        var clock = new Models.Caching.MovableTime();
        var dataset = PairDataset.Write(_folder, 2);
        var checks = new PairChecks(dataset, clock);
        checks.Decide(dataset.Pairs[0], "person:adjudicator@r2", 3);
        clock.Advance(TimeSpan.FromMinutes(1));
        checks.Decide(dataset.Pairs[0], "person:adjudicator@r1", 2);

        CheckedPairs.Apply(dataset, checks);

        Dataset.Open(_folder).Pairs[0].Query.ShouldBe("Second query 1?");
    }
}
