using Attune.Runs;

namespace Attune.Tests.Runs;

public sealed class RunLogTests : IDisposable
{
    private static readonly TrialRecord Trial =
        new() { Key = "k", Condition = RunOnDisk.Condition(), UserId = "u", QueryId = "q", Outcome = TrialOutcome.Scored };

    private readonly string _root = Directory.CreateTempSubdirectory("attune-log-").FullName;

    private string Log => Path.Combine(_root, "trials.jsonl");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_full_disk_is_bad_input_that_names_the_log()
    {
        if (!File.Exists("/dev/full")) return;
        File.CreateSymbolicLink(Log, "/dev/full");
        using var log = new RunLog(Log);

        Should.Throw<BadInputException>(() => log.Append(Trial)).Message.ShouldMatch($"^{Log}: cannot be written: .*No space left");
    }

    [Fact]
    public void A_log_that_is_a_folder_is_bad_input_and_leaves_no_lock()
    {
        Directory.CreateDirectory(Log);

        Should.Throw<BadInputException>(() => new RunLog(Log)).Message.ShouldStartWith($"{Log}: cannot be written: ");
        Directory.EnumerateFileSystemEntries(_root).ShouldBe([Log]);
    }

    [Fact]
    public void A_log_that_is_only_a_torn_line_is_empty()
    {
        File.WriteAllText(Log, "{\"key\":\"k\"");

        using var log = new RunLog(Log);

        log.Index().ShouldBeEmpty();
        new FileInfo(Log).Length.ShouldBe(0);
    }

    [Fact]
    public void Lines_of_many_threads_stay_whole()
    {
        using (var log = new RunLog(Log))
            Parallel.For(0, 200, i => log.Append(Trial with { Key = $"{i}", Answer = new string('x', i * 50) }));

        RunLog.Read(Log).Select(t => int.Parse(t.Key)).Order().ShouldBe(Enumerable.Range(0, 200));
    }

    [Fact]
    public void A_log_can_be_read_while_it_grows()
    {
        using var log = new RunLog(Log);
        log.Append(Trial with { Key = "1" });
        using var reading = RunLog.Read(Log).GetEnumerator();
        reading.MoveNext().ShouldBeTrue();
        log.Append(Trial with { Key = "2" });
        log.Append(Trial with { Key = "1" });

        while (reading.MoveNext()) reading.Current.Key.ShouldBe("1");
        RunLog.Read(Log).Select(t => t.Key).ShouldBe(["2", "1"]);
    }

    [Fact]
    public void A_log_that_is_not_there_is_empty() => RunLog.Read(Log).ShouldBeEmpty();
}
