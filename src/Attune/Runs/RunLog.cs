using System.Text.Json;
using Attune.Datasets;

namespace Attune.Runs;

/// <summary>The append-only log of a run. Each trial goes to the file as one whole line in one write; a torn last line is cut off when the log is opened again. Thread-safe.</summary>
internal sealed class RunLog : IDisposable
{
    private readonly FileStream _file;
    private readonly Lock _writing = new();

    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public RunLog(string path)
    {
        _file = Disk.Guard(path, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
        CutTornLine();
    }

    public static IEnumerable<TrialRecord> Read(string path)
    {
        var last = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in Lines(path)) last[line.Value!.Key] = line.Number;
        foreach (var line in Lines(path))
            if (last.GetValueOrDefault(line.Value!.Key) == line.Number) yield return line.Value;
    }

    public void Append(TrialRecord trial)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(trial, AttuneJson.Lines.TrialRecord);
        Array.Resize(ref line, line.Length + 1);
        line[^1] = (byte)'\n';
        lock (_writing)
        {
            Disk.Guard(_file.Name, () => _file.Write(line));
        }
    }

    public void Dispose() => _file.Dispose();

    private static IEnumerable<JsonLine<TrialRecord>> Lines(string path)
    {
        if (!File.Exists(path)) yield break;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        Fault? broken = null;
        foreach (var line in JsonLines.Read(stream, path, AttuneJson.Lines.TrialRecord))
        {
            // A broken line with another after it is damage; a broken last line is only torn, and its trial runs again.
            if (broken is not null) throw new BadInputException([broken]);
            broken = line.Fault;
            if (broken is null) yield return line;
        }
    }

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

        _file.SetLength(end);
        _file.Position = end;
    }
}
