using System.Text.Json;
using Attune.Datasets;

namespace Attune.Verifying;

/// <summary>
/// The file <c>checks.jsonl</c> of a dataset. Each decision is on disk before <see cref="Append"/> returns, as one whole line, and
/// several processes may append at once. Thread-safe.
/// </summary>
/// <param name="folder">The dataset's folder.</param>
public sealed class CheckLog(string folder)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "checks.jsonl";

    private const int Attempts = 500;

    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(20);

    private readonly Lock _writing = new();
    private readonly string _path = Path.Combine(folder, FileName);

    /// <summary>Everything that was decided, in the order of the file, and how many lines are torn or broken.</summary>
    public (IReadOnlyList<CheckRecord> Records, int Broken) Read()
    {
        if (!File.Exists(_path)) return ([], 0);
        using var stream = Disk.Guard(_path, () => Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
        var lines = JsonLines.Read(stream, _path, AttuneJson.Lines.CheckRecord).Select(l => l.Value).ToList();
        return ([.. lines.OfType<CheckRecord>()], lines.Count(l => l is null));
    }

    /// <summary>Writes a decision.</summary>
    /// <exception cref="BadInputException">The file cannot be written.</exception>
    public void Append(CheckRecord record)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(record, AttuneJson.Lines.CheckRecord), (byte)'\n'];
        lock (_writing)
            Disk.Guard(_path, () =>
            {
                using var file = Open(FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                file.Seek(0, SeekOrigin.End);
                file.Write(IsTorn(file) ? [(byte)'\n', .. line] : line);
                file.Flush(flushToDisk: true);
            });
    }

    /// <summary>Takes what some people no longer say out of the file, with their notes.</summary>
    /// <param name="isTheirs">Whose decisions to look at, by <see cref="CheckRecord.By"/>.</param>
    /// <returns>Lines that went.</returns>
    /// <exception cref="BadInputException">The file cannot be read or written.</exception>
    internal int Erase(Func<string, bool> isTheirs)
    {
        if (!File.Exists(_path)) return 0;
        lock (_writing)
        {
            // Whoever waits for the file opens it by its name again, and finds the new one.
            using var mine = Disk.Guard(_path, () => Open(FileMode.Open, FileAccess.ReadWrite, FileShare.None));
            return LineErasure.Erase(mine, AttuneJson.Lines.CheckRecord, r => isTheirs(r.By) ? $"{r.Pair}\0{r.By}" : null, r => r.Choice is not null);
        }
    }

    /// <summary>Where a process was killed while it wrote, the next line must not join what it left.</summary>
    private static bool IsTorn(FileStream file)
    {
        if (file.Length == 0) return false;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() != '\n';
    }

    /// <summary>Waits while another process writes: only a file that is shared with nobody keeps every other writer out, on every system.</summary>
    private FileStream Open(FileMode mode, FileAccess access, FileShare share)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new(_path, mode, access, share, bufferSize: access == FileAccess.Read ? 1 << 16 : 0);
            }
            catch (IOException) when (attempt < Attempts && File.Exists(_path))
            {
                Thread.Sleep(BetweenAttempts);
            }
        }
    }
}
