using System.Text.Json.Serialization.Metadata;

namespace Attune.Datasets;

/// <summary>Takes lines out of an append-only log, so that not even their words are left. Everything else is copied byte by byte.</summary>
internal static class LineErasure
{
    /// <summary>Writes a log anew without those lines that count no more: earlier ones of a key, and last ones that do not stand. Written aside and renamed: a crash leaves the old file or the new one.</summary>
    /// <param name="log">The log, which the caller keeps others from writing to.</param>
    /// <param name="type">How a line is read.</param>
    /// <param name="keyOf">What a line says its last word about; null where it is none of those to look at.</param>
    /// <param name="stands">Whether a last word is one: taking a word back is not.</param>
    /// <returns>Lines that went.</returns>
    /// <exception cref="BadInputException">It cannot be read or written.</exception>
    public static int Erase<T>(FileStream log, JsonTypeInfo<T> type, Func<T, string?> keyOf, Func<T, bool> stands)
        where T : class => Disk.Guard(log.Name, () =>
    {
        var gone = Gone(log, type, keyOf, stands);
        if (gone.Count == 0) return 0;
        var aside = log.Name + ".partial";
        using (var kept = new FileStream(aside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            var place = 0L;
            foreach (var (offset, length) in gone)
            {
                Copy(log, kept, place, offset);
                place = offset + length + 1;
            }

            Copy(log, kept, place, log.Length);
            kept.Flush(flushToDisk: true);
        }

        File.Move(aside, log.Name, overwrite: true);
        return gone.Count;
    });

    private static List<(long Offset, int Length)> Gone<T>(FileStream log, JsonTypeInfo<T> type, Func<T, string?> keyOf, Func<T, bool> stands)
        where T : class
    {
        var (gone, last) = (new List<(long Offset, int Length)>(), new Dictionary<string, (long Offset, int Length, bool Stands)>(StringComparer.Ordinal));
        foreach (var line in JsonLines.Read(log, log.Name, type))
        {
            if (line.Value is not { } value || keyOf(value) is not { } key) continue;
            if (last.TryGetValue(key, out var before)) gone.Add((before.Offset, before.Length));
            last[key] = (line.Offset, line.Length, stands(value));
        }

        gone.AddRange(last.Values.Where(l => !l.Stands).Select(l => (l.Offset, l.Length)));
        gone.Sort();
        return gone;
    }

    private static void Copy(FileStream from, FileStream to, long begin, long end)
    {
        if (begin >= end) return;
        from.Position = begin;
        var buffer = new byte[Math.Min(end - begin, 1 << 16)];
        for (var left = end - begin; left > 0;)
        {
            var read = from.Read(buffer, 0, (int)Math.Min(left, buffer.Length));
            if (read == 0) throw new EndOfStreamException();
            to.Write(buffer, 0, read);
            left -= read;
        }
    }
}
