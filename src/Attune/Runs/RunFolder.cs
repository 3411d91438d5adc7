using System.Text.Json;
using Attune.Runs.Pairs;

namespace Attune.Runs;

/// <summary>A run on disk: <c>run.json</c>, <c>trials.jsonl</c>, where preference pairs were asked <c>verdicts.jsonl</c> and <c>contests.jsonl</c>, and while trials are unfinished <c>calls.jsonl</c>.</summary>
public sealed class RunFolder
{
    private const string RecordFile = "run.json";
    private const string LogFile = "trials.jsonl";
    private const string JournalFile = "calls.jsonl";
    private const string VerdictsFile = "verdicts.jsonl";
    private const string ContestsFile = "contests.jsonl";
    private const string LockFile = "run.lock";

    private RunFolder(string path) => Location = path;

    /// <summary>The folder.</summary>
    public string Location { get; }

    internal string LogPath => Path.Combine(Location, LogFile);

    internal string JournalPath => Path.Combine(Location, JournalFile);

    internal string VerdictsPath => Path.Combine(Location, VerdictsFile);

    internal string ContestsPath => Path.Combine(Location, ContestsFile);

    private string RecordPath => Path.Combine(Location, RecordFile);

    /// <summary>An existing run.</summary>
    /// <param name="nameOrFolder">The folder, or its name under <c>./runs</c>.</param>
    /// <exception cref="BadInputException">There is no run.</exception>
    public static RunFolder Open(string nameOrFolder)
    {
        foreach (var candidate in (string[])[nameOrFolder, Path.Combine("runs", nameOrFolder)])
        {
            var folder = new RunFolder(candidate);
            if (File.Exists(folder.RecordPath)) return folder;
        }

        throw new BadInputException(nameOrFolder, "is no run folder: it has no run.json", "Give a folder that 'attune run' made, or its name in ./runs");
    }

    /// <summary>The folder of a run to begin or to go on with.</summary>
    internal static RunFolder At(string path) => new(path);

    /// <summary>What the run is; null where it has not begun.</summary>
    /// <exception cref="BadInputException"><c>run.json</c> is broken or of another format.</exception>
    public RunRecord? ReadRecord()
    {
        if (!File.Exists(RecordPath)) return null;
        try
        {
            using var stream = File.OpenRead(RecordPath);
            var record = JsonSerializer.Deserialize(stream, AttuneJson.Lines.RunRecord);
            if (record?.Format == RunRecord.CurrentFormat) return record;
            throw new BadInputException(RecordPath, $"has the format '{record?.Format}'", $"This version of Attune reads '{RunRecord.CurrentFormat}'");
        }
        catch (JsonException e)
        {
            throw new BadInputException($"{RecordPath}:{e.LineNumber + 1}", "is not a run record", "Restore run.json, or begin again in another --out");
        }
    }

    /// <summary>The finished trials, the last line of each key only, in the order of the log.</summary>
    public IEnumerable<TrialRecord> ReadTrials() => RunLog.Read(LogPath);

    /// <summary>What evaluators said of preference pairs, the last line of each key only, in the order of the log; some may have orders that have not been asked yet.</summary>
    /// <exception cref="BadInputException">The log is damaged.</exception>
    public IEnumerable<VerdictRecord> ReadVerdicts() => EvaluationLog<VerdictRecord>.Read(VerdictsPath, AttuneJson.Lines.VerdictRecord);

    /// <summary>What evaluators said of contests, likewise.</summary>
    /// <exception cref="BadInputException">The log is damaged.</exception>
    public IEnumerable<ContestRecord> ReadContests() => EvaluationLog<ContestRecord>.Read(ContestsPath, AttuneJson.Lines.ContestRecord);

    /// <summary>Trials that have not ended, or failed where the run stopped, as far as they had come: what they took is in no finished trial.</summary>
    internal IEnumerable<TrialRecord> ReadUnfinished() => RunLog.Read(JournalPath);

    /// <summary>Makes the folder if needed and keeps every other process from running in it until disposed. The system frees it when the process dies.</summary>
    /// <exception cref="BadInputException">Another process holds it, or the folder cannot be written.</exception>
    internal IDisposable Hold()
    {
        Disk.Guard(Location, () => Directory.CreateDirectory(Location));
        var path = Path.Combine(Location, LockFile);
        try
        {
            return Disk.Guard(path, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (BadInputException) when (File.Exists(path))
        {
            throw ReadRecord()?.Process is { } process
                ? new BadInputException(Location, $"is in use by process {process}", $"Wait until that ends, end it ('kill {process}' leaves a run that can be resumed), or choose another --out")
                : new BadInputException(Location, "is in use by another process", "Wait until that ends, or choose another --out");
        }
    }

    /// <summary>Written aside and renamed: a crash leaves the old record or the new one.</summary>
    internal void Write(RunRecord record) => Disk.Guard(Location, () =>
    {
        var aside = RecordPath + ".partial";
        try
        {
            using (var stream = File.Create(aside))
            {
                JsonSerializer.Serialize(stream, record, AttuneJson.Indented.RunRecord);
                stream.Write("\n"u8);
            }

            File.Move(aside, RecordPath, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(aside);
            throw;
        }
    });
}
