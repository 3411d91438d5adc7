using Attune.Datasets;
using Attune.Datasets.Exporting;
using Attune.Datasets.Merging;
using Attune.Datasets.Parts;

namespace Attune.Tests.Datasets;

public sealed class PairTests : IDisposable
{
    private readonly TinyDataset _data = new(users: 6);

    public PairTests() => _data.Write("pairs.jsonl", string.Concat(Pair("1", "u1", "u2"), Pair("2", "u2", "u3"), Pair("3", "u5", "u6")));

    public void Dispose() => _data.Dispose();

    [Fact]
    public void A_dataset_s_pairs_are_read_with_it()
    {
        _data.Faults.ShouldBeEmpty();
        var pair = _data.Open().Pairs[1];
        (pair.PreferenceA, pair.PreferenceB, pair.Query).ShouldBe(("u2-p1", "u3-p1", "What is there to eat?"));
        pair.HistoryA.ShouldBe(["u2-p1-direct-1", "r1"]);
        DatasetStatistics.Of(_data.Open()).Pairs.ShouldBe(3);
    }

    [Fact]
    public void A_dataset_without_the_file_has_no_pairs()
    {
        File.Delete(_data.PathOf("pairs.jsonl"));
        _data.Faults.ShouldBeEmpty();
        _data.Open().Pairs.ShouldBeEmpty();
    }

    [Fact]
    public void Pairs_are_part_of_the_dataset_s_identity()
    {
        var before = _data.Open().Hash;
        _data.Set("pairs.jsonl", 1, "query", "\"What else is there to eat?\"").Open().Hash.ShouldNotBe(before);
    }

    [Theory]
    [InlineData("query", "\" \"", "has an empty query. Write what both users ask")]
    [InlineData("distance", "0", "has the distance 0. Give a number from 1, the nearest, or leave it out")]
    [InlineData("preference_b", "\"gone\"", "preference_b 'gone' is no preference. Name an id of preferences.jsonl")]
    [InlineData("history_a", "[\"gone\", \"u1-p1-direct-1\"]", "history_a has 'gone', which is no session. Name ids of sessions.jsonl")]
    [InlineData("history_a", "[null]", "holds null at history_a[0]. Give it a value, or remove it")]
    [InlineData("history_a", "[\"u1-p1-direct-1\", \"u1-p1-direct-1\"]", "history_a has a session twice. Name each once")]
    [InlineData("history_a", "[\"u1-p1-direct-1\", \"u2-p1-direct-1\"]", "history_a has 'u2-p1-direct-1', a session of user 'u2'. Name sessions of 'u1', who holds the preference, and random ones")]
    [InlineData("history_b", "[\"u2-p2-direct-1\", \"r1\"]", "no session of history_b reveals 'u2-p1'. Add the one that does, with kind preference and its preference_id")]
    [InlineData("history_b", "[]", "no session of history_b reveals 'u2-p1'. Add the one that does, with kind preference and its preference_id")]
    [InlineData("checks", "[{\"by\": \"person:ines\", \"choice\": 1}]", "a check chooses candidate 1 of 0. Give the number of a candidate from 1, or 0 for none")]
    public void A_fault_names_line_and_mend(string field, string json, string fault)
    {
        _data.Set("pairs.jsonl", 1, field, json);
        _data.Faults.ShouldBe([$"pairs.jsonl:1: {fault}"]);
    }

    [Fact]
    public void Both_sides_of_a_pair_are_two_users()
    {
        _data.Set("pairs.jsonl", 1, "preference_b", "\"u1-p2\"").Set("pairs.jsonl", 1, "history_b", "[\"u1-p2-direct-1\"]");
        _data.Faults.ShouldHaveSingleItem().ShouldContain("both preferences belong to the user 'u1'");
    }

    [Fact]
    public void A_merge_renames_what_pairs_refer_to_and_follows_random_sessions_that_stand_once()
    {
        using var other = new TinyDataset(users: 2, randomSessions: 1, randomText: _ => "How long does bread number 3 rise?");
        other.Write("pairs.jsonl", Pair("1", "u1", "u2"));
        var both = Path.Combine(_data.Root, "both");

        DatasetMerge.Write([_data.Folder, other.Folder], both);

        Dataset.Validate(both).ShouldBeEmpty();
        var pair = Dataset.Open(both).Pairs[3];
        (pair.Id, pair.PreferenceA).ShouldBe(("tiny-pair-1", "tiny-u1-p1"));
        pair.HistoryA.ShouldBe(["tiny-u1-p1-direct-1", "r3"]);
    }

    [Fact]
    public void A_split_never_divides_paired_users()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var parts = DatasetSplit.Write(_data.Open(), SplitPart.Parse("train=0.5,test=0.5"), seed, Path.Combine(_data.Root, $"split-{seed}"));

            var pairs = parts.Select(p => Dataset.Open(p.Folder).Pairs).ToList();
            pairs.Sum(p => p.Count).ShouldBe(3);
            parts.Sum(p => p.Counts["profiles"]).ShouldBe(6);
            pairs.ShouldNotContain(p => p.Any(x => x.Id == "pair-1") != p.Any(x => x.Id == "pair-2"));
        }
    }

    [Fact]
    public void A_part_that_paired_users_leave_empty_is_refused()
    {
        _data.Write("pairs.jsonl", string.Concat(Enumerable.Range(1, 5).Select(i => Pair($"{i}", "u1", $"u{i + 1}"))));
        Should.Throw<BadInputException>(() => DatasetSplit.Write(_data.Open(), SplitPart.Parse("train=0.5,test=0.5"), 0, Path.Combine(_data.Root, "split")))
            .Message.ShouldContain("paired users stay together");
    }

    [Fact]
    public void A_sample_keeps_the_pairs_of_which_it_has_both_users()
    {
        var sample = DatasetSample.Write(_data.Open(), 5, 0, Path.Combine(_data.Root, "sample"));
        Dataset.Validate(sample.Folder).ShouldBeEmpty();
        Dataset.Open(sample.Folder).Pairs.Count.ShouldBeInRange(1, 3);
    }

    [Fact]
    public void The_tables_have_one_of_pairs()
    {
        CsvExporter.Export(_data.Open(), Path.Combine(_data.Root, "csv"));
        File.ReadAllLines(Path.Combine(_data.Root, "csv", "pairs.csv"))[1].ShouldBe("pair-1,,,u1-p1,u2-p1,What is there to eat?,u1-p1-direct-1; r1,u2-p1-direct-1; r1,,,,,");
    }

    private static string Pair(string number, string a, string b) =>
        $$"""{"id": "pair-{{number}}", "preference_a": "{{a}}-p1", "preference_b": "{{b}}-p1", "query": "What is there to eat?", "history_a": ["{{a}}-p1-direct-1", "RANDOM"], "history_b": ["{{b}}-p1-direct-1", "RANDOM"]}"""
            .Replace("RANDOM", "r1", StringComparison.Ordinal) + "\n";
}
