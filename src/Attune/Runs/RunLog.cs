using System.Text.Json;
using Attune.Datasets;

namespace Attune.Runs;

/// <summary>The append-only log of a run. Each trial goes to the file as one whole line in one write; a torn last line is cut off when the log is opened again. Thread-safe.</summary>
internal sealed class RunLog : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _writing = new();
    private BadInputException? _refusal;

    /// <summary>Opens the log of a folder that the caller holds.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public RunLog(string path)
    {
        _file = Disk.Guard(path, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
        Disk.Guard(path, CutTornLine);
    }

    /// <summary>The last line of each trial, in the order of the log; a torn last line is left out.</summary>
    /// <exception cref="BadInputException">A line before the last is broken.</exception>
    public static IEnumerable<TrialRecord> Read(string path) => LastOfEachKey(() => Lines(path, mayBeTorn: true));

    /// <summary>As <see cref="Read(string)"/>; every line is whole now, so a broken one is damage wherever it stands.</summary>
    public IEnumerable<TrialRecord> Read() => LastOfEachKey(() => Lines(_file.Name, mayBeTorn: false));

    public void Append(TrialRecord trial)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(trial, AttuneJson.Lines.TrialRecord);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = (byte)'\n';
        lock (_writing)
        {
            // A refused write may have left half a line, and nothing must come after that.
            if (_refusal is not null) throw _refusal;
            try
            {
                Disk.Guard(_file.Name, () => _file.Write(line));
            }
            catch (BadInputException e)
            {
                _refusal = e;
                throw;
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static IEnumerable<TrialRecord> LastOfEachKey(Func<IEnumerable<JsonLine<TrialRecord>>> lines)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in lines()) last[line.Value!.Key] = line.Number;

        // The log of a run under way has grown since; what is new is for the next reading.
        return lines().Where(line => last.TryGetValue(line.Value!.Key, out var number) && number == line.Number).Select(line => line.Value!);
    }

    private static IEnumerable<JsonLine<TrialRecord>> Lines(string path, bool mayBeTorn)
    {
        if (!File.Exists(path)) yield break;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        Fault? broken = null;
        foreach (var line in JsonLines.Read(stream, path, AttuneJson.Lines.TrialRecord))
        {
            // A broken line with another after it is damage; a broken last line is only torn, and its trial runs again.
            if (broken is not null) throw Damage(broken);
            broken = line.Fault;
            if (broken is null) yield return line;
        }

        if (broken is not null && !mayBeTorn) throw Damage(broken);
    }

    private static BadInputException Damage(Fault line) => new(line.Place, line.Problem, "Delete the line; 'attune resume' runs its trial again");

    private void CutTornLine()
    {
        var end = _file.Length;
        var one = new byte[1];
        for (; end > 0; end--)
        {
            _file.Position = end - 1;
            _file.ReadExactly(one);
            if (one[0] == '\n') break;
        }

        if (end < _file.Length) _file.SetLength(end);
        _file.Position = end;
    }
}
