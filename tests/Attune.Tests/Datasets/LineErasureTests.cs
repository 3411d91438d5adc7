using Attune.Verifying;

namespace Attune.Tests.Datasets;

public sealed class LineErasureTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-erasure-").FullName;

    private string Log => Path.Combine(_folder, CheckLog.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_taken_back_goes_with_every_earlier_word_of_it_and_all_else_stays_to_the_byte()
    {
        string[] lines =
        [
            Line("p1", "person:a@r1", "1", "first words"), Line("p1", "person:b@r1", "2", "stays"), "   ", Line("p1", "person:a@r1", "2", "second words"), "this is no check",
            Line("p1", "person:a@r2", "1", "another round"), Line("p1", "person:a@r1", "null", null), Line("p2", "person:b@r1", "0", "older"), Line("p2", "person:b@r1", "1", "newer"),
        ];
        File.WriteAllText(Log, string.Concat(lines.Select(l => l + "\n")) + "{\"torn");

        new CheckLog(_folder).Erase(by => by.EndsWith("@r1", StringComparison.Ordinal)).ShouldBe(4);

        File.ReadAllText(Log).ShouldBe(string.Concat(((string[])[lines[1], lines[2], lines[4], lines[5], lines[8]]).Select(l => l + "\n")) + "{\"torn");
        Directory.EnumerateFiles(_folder).ShouldHaveSingleItem();
    }

    [Fact]
    public void Where_nothing_goes_the_file_is_not_touched()
    {
        File.WriteAllText(Log, Line("p1", "person:a@r1", "1", "stands") + "\n");
        var before = File.GetLastWriteTimeUtc(Log);

        new CheckLog(_folder).Erase(_ => true).ShouldBe(0);
        new CheckLog(Path.Combine(_folder, "nowhere")).Erase(_ => true).ShouldBe(0);

        File.GetLastWriteTimeUtc(Log).ShouldBe(before);
    }

    [Fact]
    public async Task Decisions_that_are_written_at_the_same_time_are_not_lost()
    {
        File.WriteAllText(Log, string.Concat(Enumerable.Range(0, 50).Select(i => Line("old", "person:a@r1", $"{i}", "gone") + "\n")));
        var writing = Task.WhenAll(Enumerable.Range(0, 4).Select(w => Task.Run(() =>
        {
            for (var i = 0; i < 50; i++) new CheckLog(_folder).Append(new() { Pair = $"p{w}-{i}", By = "person:n", Choice = 1, At = DateTimeOffset.UnixEpoch, Shown = "s" });
        })));

        for (var i = 0; i < 20; i++) new CheckLog(_folder).Erase(by => by == "person:a@r1");
        await writing;

        var (records, broken) = new CheckLog(_folder).Read();
        broken.ShouldBe(0);
        records.Count(r => r.By == "person:n").ShouldBe(200);
        records.Count(r => r.By == "person:a@r1").ShouldBe(1);
    }

    private static string Line(string pair, string by, string choice, string? note) =>
        $"{{\"pair\":\"{pair}\",\"by\":\"{by}\",\"choice\":{choice},{(note is null ? "" : $"\"note\":\"{note}\",")}\"at\":\"2026-11-21T00:00:00Z\",\"shown\":\"s\"}}";
}
