using System.Text.Json;
using Attune.Datasets;

namespace Attune.Runs;

/// <summary>The append-only log of a run. Each trial is one line; see <see cref="LineLog"/>. Thread-safe.</summary>
internal sealed class RunLog : IDisposable
{
    private readonly LineLog _lines;

    /// <summary>Opens the log of a folder that the caller holds.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public RunLog(string path) => _lines = new(path);

    /// <summary>Bytes written.</summary>
    public long Length => _lines.Length;

    /// <summary>The last line of each trial, in the order of the log; a torn last line is left out.</summary>
    /// <exception cref="BadInputException">A line before the last is broken.</exception>
    public static IEnumerable<TrialRecord> Read(string path) => Records(path, Index(path, mayBeTorn: true).OrderBy(t => t.Line));

    /// <summary>The last line of each trial of a log that may be in use, in short; a torn last line is left out.</summary>
    /// <exception cref="BadInputException">A line before the last is broken.</exception>
    public static IReadOnlyCollection<LoggedTrial> Index(string path) => Index(path, mayBeTorn: true);

    /// <summary>These trials of a log in full.</summary>
    public static IEnumerable<TrialRecord> Read(string path, IEnumerable<LoggedTrial> trials) => Records(path, trials);

    /// <summary>The last line of each trial, in short. Every line is whole now, so a broken one is damage wherever it stands.</summary>
    /// <exception cref="BadInputException">A line is broken.</exception>
    public IReadOnlyCollection<LoggedTrial> Index() => Index(_lines.Path, mayBeTorn: false);

    /// <summary>These trials in full.</summary>
    public IEnumerable<TrialRecord> Read(IEnumerable<LoggedTrial> trials) => Records(_lines.Path, trials);

    public void Append(TrialRecord trial) => _lines.Append(JsonSerializer.SerializeToUtf8Bytes(trial, AttuneJson.Lines.TrialRecord));

    public void Dispose() => _lines.Dispose();

    private static Dictionary<string, LoggedTrial>.ValueCollection Index(string path, bool mayBeTorn)
    {
        var last = new Dictionary<string, LoggedTrial>(StringComparer.Ordinal);
        if (!File.Exists(path)) return last.Values;
        using var stream = Open(path);
        Fault? broken = null;
        foreach (var line in JsonLines.Read(stream, path, AttuneJson.Lines.LoggedTrial))
        {
            // A broken line with another after it is damage; a broken last line is only torn, and its trial runs again.
            if (broken is not null) throw Damage(broken);
            broken = line.Fault;
            if (line.Value is { } trial) last[trial.Key] = trial with { Line = line.Number, Offset = line.Offset, Length = line.Length };
        }

        return broken is null || mayBeTorn ? last.Values : throw Damage(broken);
    }

    private static IEnumerable<TrialRecord> Records(string path, IEnumerable<LoggedTrial> trials)
    {
        FileStream? stream = null;
        var buffer = Array.Empty<byte>();
        try
        {
            foreach (var trial in trials)
            {
                stream ??= Open(path);
                if (buffer.Length < trial.Length) buffer = new byte[trial.Length * 2];
                if (stream.Position != trial.Offset) stream.Position = trial.Offset;
                stream.ReadExactly(buffer, 0, trial.Length);
                var line = JsonLines.Parse(buffer.AsSpan(0, trial.Length), path, trial.Line, trial.Offset, AttuneJson.Lines.TrialRecord);
                yield return line.Value ?? throw Damage(line.Fault!);
            }
        }
        finally
        {
            stream?.Dispose();
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);

    private static BadInputException Damage(Fault line) => new(line.Place, line.Problem, "Delete the line; 'attune resume' runs its trial again");
}
