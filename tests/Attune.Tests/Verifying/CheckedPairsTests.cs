using System.Text.Json;
using Attune.Datasets;
using Attune.Verifying;

namespace Attune.Tests.Verifying;

public sealed class CheckedPairsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-apply-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("2 2 3", "Second query 1?")]
    [InlineData("3", "Third query 1?")]
    [InlineData("2 3", "Second query 1?")]
    [InlineData("1 3", "First query 1?")]
    [InlineData("0 3", "Third query 1?")]
    [InlineData("0 0 3", null)]
    [InlineData("0", null)]
    [InlineData("", "First query 1?")]
    public void The_query_that_most_people_chose_stands_and_a_pair_that_most_rejected_goes(string choices, string? query)
    {
        var dataset = PairDataset.Write(_folder, 2);
        var checks = new PairChecks(dataset);
        foreach (var (number, choice) in choices.Split(' ', StringSplitOptions.RemoveEmptyEntries).Index()) checks.Decide(dataset.Pairs[0], $"person:p{number}", choice[0] - '0');

        CheckedPairs.Apply(dataset, checks);

        Dataset.Validate(_folder).ShouldBeEmpty();
        var pairs = Dataset.Open(_folder).Pairs;
        pairs.FirstOrDefault(p => p.Id == "p1")?.Query.ShouldBe(query);
        pairs.Count.ShouldBe(query is null ? 1 : 2);
        pairs.Single(p => p.Id == "p2").Checks.Single().By.ShouldBe("model:m");
    }

    [Fact]
    public void What_was_rejected_is_listed_with_its_notes_and_the_card_counts_anew()
    {
        var dataset = PairDataset.Write(_folder, 2);
        File.WriteAllText(Path.Combine(_folder, "set-aside.jsonl"), """{"stage":"opposites","item":"x","cause":"y"}""" + "\n");
        var checks = new PairChecks(dataset);
        checks.Decide(dataset.Pairs[0], "person:nora", 0, "all about weather");
        checks.Decide(dataset.Pairs[0], "person:ali", 0);

        var result = CheckedPairs.Apply(dataset, checks);

        (result.Checked, result.Changed, result.Rejected).ShouldBe((1, 0, 1));
        var lines = File.ReadAllLines(Path.Combine(_folder, "set-aside.jsonl"));
        lines.Length.ShouldBe(2);
        JsonDocument.Parse(lines[1]).RootElement.GetProperty("cause").GetString().ShouldBe("2 of 2 people take none of the queries: all about weather");
        Dataset.Open(_folder).Card.Counts!["pairs"].ShouldBe(1);
    }

    [Fact]
    public void Checks_are_kept_in_the_pair_and_applying_twice_is_the_same_as_once()
    {
        var dataset = PairDataset.Write(_folder, 1);
        new PairChecks(dataset).Decide(dataset.Pairs[0], "person:nora", 2, "open");

        CheckedPairs.Apply(dataset, new(dataset));
        var once = File.ReadAllText(Path.Combine(_folder, "pairs.jsonl"));
        var again = Dataset.Open(_folder);
        CheckedPairs.Apply(again, new(again));

        File.ReadAllText(Path.Combine(_folder, "pairs.jsonl")).ShouldBe(once);
        again.Pairs[0].Checks.Select(c => (c.By, c.Choice, c.Note)).ShouldBe([("model:m", 1, null), ("person:nora", 2, "open")]);
    }

    [Fact]
    public void A_preview_changes_nothing_and_tells_agreement()
    {
        var dataset = PairDataset.Write(_folder, 3);
        var checks = new PairChecks(dataset);
        var before = File.ReadAllText(Path.Combine(_folder, "pairs.jsonl"));
        int[][] choices = [[1, 1], [2, 2], [3, 1]];
        foreach (var (pair, own) in dataset.Pairs.Zip(choices))
            foreach (var (person, choice) in own.Index()) checks.Decide(pair, $"person:p{person}", choice);

        var result = CheckedPairs.Preview(checks);

        result.People.ShouldBe(new Dictionary<string, int> { ["person:p0"] = 3, ["person:p1"] = 3 });
        result.Unanimous!.Value.ShouldBe(2 / 3.0, 1e-12);

        // Six ratings, 1 three times, 2 twice, 3 once: observed disagreement 2/6, expected (36 - 9 - 4 - 1) / (6 * 5) = 22/30.
        result.Alpha.Value!.Value.ShouldBe(1 - (2 / 6.0) / (22 / 30.0), 1e-12);
        File.ReadAllText(Path.Combine(_folder, "pairs.jsonl")).ShouldBe(before);
    }
}
