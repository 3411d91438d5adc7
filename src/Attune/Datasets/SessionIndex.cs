using Attune.Conversations;

namespace Attune.Datasets;

/// <summary>Where each user's sessions stand in <c>sessions.jsonl</c>, so that one user's can be read without holding all.</summary>
internal sealed class SessionIndex(DatasetFiles files)
{
    private readonly Dictionary<string, List<Entry>> _byUser = new(StringComparer.Ordinal);

    public void Add(string userId, in JsonLine<Session> line)
    {
        if (!_byUser.TryGetValue(userId, out var entries)) _byUser[userId] = entries = [];
        entries.Add(new(line.Number, line.Offset, line.Length));
    }

    /// <summary>The user's sessions in file order. Safe to call from several threads at once: each call opens the file for itself.</summary>
    public IReadOnlyList<Session> Read(string userId)
    {
        if (!_byUser.TryGetValue(userId, out var entries)) return [];
        using var stream = files.Open(DatasetFiles.Sessions)!;
        var buffer = new byte[entries.Max(e => e.Length)];
        return entries.ConvertAll(entry => Read(stream, entry, buffer));
    }

    private static Session Read(Stream stream, Entry entry, byte[] buffer)
    {
        stream.Position = entry.Offset;
        var line = buffer.AsSpan(0, entry.Length);
        var read = stream.ReadAtLeast(line, line.Length, throwOnEndOfStream: false);
        var parsed = JsonLines.Parse(line[..read], DatasetFiles.Sessions, entry.Line, entry.Offset, AttuneJson.Lines.Session);
        return parsed.Value ?? throw new BadInputException(parsed.Place, "changed while the dataset was in use", "Leave the folder alone until the run ends");
    }

    private readonly record struct Entry(int Line, long Offset, int Length);
}
