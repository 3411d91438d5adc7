using System.Text.Json;
using Attune.Datasets;
using Attune.Verifying;

namespace Attune.Tests.Verifying;

public sealed class PairChecksTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-checks-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_decision_is_on_disk_at_once_and_the_next_call_goes_on_after_it()
    {
        var dataset = PairDataset.Write(_folder, 3);
        var checks = new PairChecks(dataset, new Tests.Models.FakeTime());

        checks.Decide(dataset.Pairs[0], "person:nora", 2, " clear ");

        var record = JsonDocument.Parse(File.ReadLines(Path.Combine(_folder, "checks.jsonl")).Single()).RootElement;
        (record.GetProperty("pair").GetString(), record.GetProperty("by").GetString(), record.GetProperty("choice").GetInt32(), record.GetProperty("note").GetString()).ShouldBe(("p1", "person:nora", 2, "clear"));
        var again = new PairChecks(Dataset.Open(_folder));
        again.OpenFor("person:nora").Select(p => p.Id).ShouldBe(["p2", "p3"]);
        again.OpenFor("person:ali").Count().ShouldBe(3);
        again.DecidedBy("person:nora").ShouldBe(1);
    }

    [Fact]
    public void A_later_decision_replaces_an_earlier_one_and_can_be_taken_back()
    {
        var dataset = PairDataset.Write(_folder, 1);
        var checks = new PairChecks(dataset);

        checks.Decide(dataset.Pairs[0], "person:nora", 2);
        checks.Decide(dataset.Pairs[0], "person:nora", 3);
        new PairChecks(dataset).Of(dataset.Pairs[0]).Single().Choice.ShouldBe(3);
        checks.Decide(dataset.Pairs[0], "person:nora", null);

        new PairChecks(dataset).Of(dataset.Pairs[0]).ShouldBeEmpty();
        File.ReadLines(Path.Combine(_folder, "checks.jsonl")).Count().ShouldBe(3);
    }

    [Fact]
    public void A_decision_about_a_pair_that_was_made_again_does_not_count()
    {
        var dataset = PairDataset.Write(_folder, 1);
        new PairChecks(dataset).Decide(dataset.Pairs[0], "person:nora", 2);
        var log = File.ReadAllText(Path.Combine(_folder, "checks.jsonl"));
        PairDataset.Write(_folder, 1, "The user drinks something else.");
        File.WriteAllText(Path.Combine(_folder, "checks.jsonl"), log);

        var checks = new PairChecks(Dataset.Open(_folder));

        checks.Outdated.ShouldBe(1);
        checks.OpenFor("person:nora").Count().ShouldBe(1);
    }

    [Fact]
    public void A_line_torn_by_a_crash_costs_nothing_but_itself()
    {
        var dataset = PairDataset.Write(_folder, 2);
        new PairChecks(dataset).Decide(dataset.Pairs[0], "person:nora", 1);
        File.AppendAllText(Path.Combine(_folder, "checks.jsonl"), """{"pair": "p2", "by": "person:no""");

        new PairChecks(dataset).Decide(dataset.Pairs[1], "person:nora", 2);

        var checks = new PairChecks(dataset);
        checks.Of(dataset.Pairs[0]).Single().Choice.ShouldBe(1);
        checks.Of(dataset.Pairs[1]).Single().Choice.ShouldBe(2);
        checks.Unreadable.ShouldBe(1);
    }

    [Theory]
    [InlineData("77")]
    [InlineData("-1")]
    [InlineData("\"1\"")]
    public void A_choice_that_is_none_is_counted_apart_and_changes_nothing(string choice)
    {
        var dataset = PairDataset.Write(_folder, 2);
        new PairChecks(dataset).Decide(dataset.Pairs[0], "person:nora", 1);
        var line = File.ReadAllLines(Path.Combine(_folder, "checks.jsonl"))[0];
        File.AppendAllText(Path.Combine(_folder, "checks.jsonl"), line.Replace("\"choice\":1", $"\"choice\":{choice}", StringComparison.Ordinal).Replace("nora", "mallory", StringComparison.Ordinal) + "\n");

        var checks = new PairChecks(dataset);
        var result = CheckedPairs.Apply(dataset, checks);

        (checks.Unreadable, result.Unreadable, result.Checked, result.Rejected).ShouldBe((1, 1, 1, 0));
        result.People.Keys.ShouldBe(["person:nora"]);
    }

    [Fact]
    public async Task Several_people_write_at_once_and_every_decision_is_kept()
    {
        var dataset = PairDataset.Write(_folder, 20);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() =>
        {
            var own = new PairChecks(dataset);
            foreach (var pair in dataset.Pairs) own.Decide(pair, $"person:p{n}", n);
        })));

        var checks = new PairChecks(dataset);
        dataset.Pairs.ShouldAllBe(p => checks.Of(p).Count == 4);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(4)]
    public void A_candidate_that_is_not_there_cannot_be_chosen(int choice)
    {
        var dataset = PairDataset.Write(_folder, 1);

        Should.Throw<ArgumentOutOfRangeException>(() => new PairChecks(dataset).Decide(dataset.Pairs[0], "person:nora", choice));
        File.Exists(Path.Combine(_folder, "checks.jsonl")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("model:x")]
    [InlineData("a name that is longer than anybody's name could reasonably be, and then some")]
    public void What_is_no_name_is_refused(string name) => Should.Throw<BadInputException>(() => ShownPairs.By(name));

    [Fact]
    public void A_dataset_without_pairs_is_refused() => Should.Throw<BadInputException>(() => new PairChecks(Dataset.Open("starter"))).Message.ShouldContain("has no pairs");
}
