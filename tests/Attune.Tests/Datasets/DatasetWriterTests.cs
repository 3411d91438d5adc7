using Attune.Datasets;
using Attune.People;

namespace Attune.Tests.Datasets;

public sealed class DatasetWriterTests : IDisposable
{
    private static readonly DatasetCard Card = new() { Format = DatasetCard.CurrentFormat, Name = "x" };
    private static readonly Profile Ada = new() { Id = "ada", Persona = "A baker." };

    private readonly string _root = Directory.CreateTempSubdirectory("attune-writer-").FullName;

    private string Target => Path.Combine(_root, "out");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Nothing_stands_at_the_target_before_the_commit()
    {
        using var writer = new DatasetWriter(Target);
        writer.Add(Ada);
        Directory.Exists(Target).ShouldBeFalse();

        writer.Commit(Card);

        Directory.EnumerateFiles(Target).Select(Path.GetFileName).Order(StringComparer.Ordinal)
            .ShouldBe(["dataset.json", "preferences.jsonl", "profiles.jsonl", "queries.jsonl", "sessions.jsonl"]);
        Directory.EnumerateFileSystemEntries(_root).ShouldBe([Target]);
    }

    [Fact]
    public void Nothing_is_left_without_a_commit()
    {
        using (var writer = new DatasetWriter(Target)) writer.Add(Ada);

        Directory.EnumerateFileSystemEntries(_root).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_left_when_the_writer_cannot_begin()
    {
        // Folders so deep that, name by name, some files of the dataset still fit the longest path allowed and others no longer do.
        var deep = _root;
        while (deep.Length < 3900) deep = Path.Combine(deep, new string('d', 100));
        Directory.CreateDirectory(deep);
        var refused = 0;
        for (var length = 1; deep.Length + length < 4095; length++)
        {
            try
            {
                using var writer = new DatasetWriter(Path.Combine(deep, new string('x', length)));
            }
            catch (BadInputException)
            {
                refused++;
            }

            Directory.EnumerateFileSystemEntries(deep).ShouldBeEmpty($"target of {length} characters");
        }

        refused.ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Two_writers_to_one_target_do_not_touch_each_other()
    {
        using var first = new DatasetWriter(Target);
        using (var second = new DatasetWriter(Target)) second.Add(Ada);

        first.Commit(Card);

        Dataset.Open(Target).Profiles.ShouldBeEmpty();
    }

    [Fact]
    public void A_target_that_is_not_empty_is_refused()
    {
        Directory.CreateDirectory(Target);
        File.WriteAllText(Path.Combine(Target, "notes.txt"), "mine");

        Should.Throw<BadInputException>(() => new DatasetWriter(Target)).Message.ShouldBe($"{Target}: already exists. Choose another --out, or remove it first");
        Directory.EnumerateFileSystemEntries(_root).ShouldBe([Target]);
    }

    [Fact]
    public void An_empty_folder_may_stand_at_the_target()
    {
        Directory.CreateDirectory(Target);
        using var writer = new DatasetWriter(Target + Path.DirectorySeparatorChar);

        writer.Commit(Card);

        Dataset.Validate(Target).ShouldBeEmpty();
    }

    [Fact]
    public void A_file_at_the_target_is_refused()
    {
        File.WriteAllText(Target, "mine");

        Should.Throw<BadInputException>(() => new DatasetWriter(Target)).Message.ShouldStartWith($"{Target}: already exists");
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_refused_by_its_path()
    {
        File.WriteAllText(Path.Combine(_root, "file"), "");
        var below = Path.Combine(_root, "file", "out");

        Should.Throw<BadInputException>(() => new DatasetWriter(below)).Message.ShouldStartWith($"{below}: cannot be written: ");
    }

    [Fact]
    public void A_target_taken_in_the_meantime_is_refused_and_left_alone()
    {
        using (var writer = new DatasetWriter(Target))
        {
            Directory.CreateDirectory(Target);
            File.WriteAllText(Path.Combine(Target, "notes.txt"), "mine");

            Should.Throw<BadInputException>(() => writer.Commit(Card)).Message.ShouldStartWith($"{Target}: cannot be written: ");
        }

        File.ReadAllText(Path.Combine(Target, "notes.txt")).ShouldBe("mine");
        Directory.EnumerateFileSystemEntries(_root).ShouldBe([Target]);
    }

    [Fact]
    public void Counts_go_up_as_records_come()
    {
        using var writer = new DatasetWriter(Target);
        writer.Add(Ada);
        writer.Add(Ada with { Id = "bob" });

        writer.Counts.ShouldBe(new Dictionary<string, int> { ["profiles"] = 2, ["preferences"] = 0, ["sessions"] = 0, ["queries"] = 0 });
    }
}
