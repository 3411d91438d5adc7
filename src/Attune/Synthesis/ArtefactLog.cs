using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Attune.Datasets;
using Attune.Runs.Costs;

namespace Attune.Synthesis;

/// <summary>
/// What has been made so far, in <c>making/artefacts.jsonl</c>. In memory are only digests of keys and places in the file, about 60
/// bytes an artefact. Thread-safe.
/// </summary>
internal sealed class ArtefactLog : IDisposable
{
    private readonly Dictionary<UInt128, (long Offset, int Length, ulong Request)> _places = [];
    private readonly Lock _gate = new();
    private readonly LineLog _lines;
    private readonly FileStream _reading;

    /// <exception cref="BadInputException">The file cannot be written, or a line in it is broken.</exception>
    public ArtefactLog(string path, bool free)
    {
        _lines = new(path);
        _reading = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16);
        foreach (var line in JsonLines.Read(_reading, path, AttuneJson.Lines.LoggedArtefact))
        {
            var logged = line.Value ?? throw Damage(line.Fault!);
            _places[Digest(logged.Key)] = (line.Offset, line.Length, (ulong)Digest(logged.Request));
            if (!free) Spent += new Spending((logged.CostUsd ?? 0) + (logged.ReservedUsd ?? 0), logged.Usage.Input + logged.Usage.Output + (logged.ReservedTokens ?? 0));
        }
    }

    /// <summary>What everything in the log has cost, when it was opened.</summary>
    public Spending Spent { get; }

    /// <summary>What was made of a request; null where it is yet to be made, or was made of another request.</summary>
    public Artefact? Find(string key, string request)
    {
        (long Offset, int Length, ulong Request) place;
        lock (_gate)
            if (!_places.TryGetValue(Digest(key), out place) || place.Request != (ulong)Digest(request)) return null;
        var line = new byte[place.Length];
        RandomAccess.Read(_reading.SafeFileHandle, line, place.Offset);
        var parsed = JsonLines.Parse(line, _lines.Path, 0, place.Offset, AttuneJson.Lines.Artefact);
        return parsed.Value ?? throw Damage(parsed.Fault!);
    }

    public void Append(Artefact artefact)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(artefact, AttuneJson.Lines.Artefact);
        var offset = _lines.Append(line);
        lock (_gate) _places[Digest(artefact.Key)] = (offset, line.Length, (ulong)Digest(artefact.Request));
    }

    public void Dispose()
    {
        _reading.Dispose();
        _lines.Dispose();
    }

    private static UInt128 Digest(string text)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), digest);
        return new(BitConverter.ToUInt64(digest), BitConverter.ToUInt64(digest[8..]));
    }

    private static BadInputException Damage(Fault line) => new(line.Place, line.Problem, "Delete the line; the same command makes what it held again");
}
