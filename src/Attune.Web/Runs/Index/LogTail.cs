using System.Security.Cryptography;

namespace Attune.Web.Runs.Index;

/// <summary>The lines of a growing log from a place on. A last line without its end is not there yet.</summary>
internal sealed class LogTail : IDisposable
{
    private const int Chunk = 1 << 20;

    /// <summary>Bytes at either end of what is indexed that tell whether the log is still the same.</summary>
    private const int Witness = 256;

    private readonly FileStream _stream;

    public LogTail(string path) => _stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);

    public long Length => _stream.Length;

    /// <summary>What tells this log from another up to a place; null where it is shorter than that.</summary>
    public string? WitnessOf(long end)
    {
        if (end > _stream.Length) return null;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, 0, (int)Math.Min(Witness, end));
        Append(hash, Math.Max(end - Witness, 0), (int)Math.Min(Witness, end));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Each whole line with where it begins. Its bytes are good until the next is asked for.</summary>
    public IEnumerable<(long Offset, ReadOnlyMemory<byte> Line)> LinesFrom(long offset)
    {
        var buffer = new byte[Chunk];
        var (held, begin) = (0, offset);
        _stream.Position = offset;
        while (true)
        {
            if (held == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
            var read = _stream.Read(buffer, held, buffer.Length - held);
            if (read == 0) yield break;
            var (from, searched) = (0, held);
            held += read;
            while (buffer.AsSpan(searched, held - searched).IndexOf((byte)'\n') is >= 0 and var at)
            {
                var end = searched + at;
                yield return (begin + from, buffer.AsMemory(from, end - from));
                from = searched = end + 1;
            }

            buffer.AsSpan(from, held - from).CopyTo(buffer);
            begin += from;
            held -= from;
        }
    }

    public void Dispose() => _stream.Dispose();

    private void Append(IncrementalHash hash, long from, int count)
    {
        Span<byte> bytes = stackalloc byte[Witness];
        // Not by the stream: lines may be on their way from it.
        var read = RandomAccess.Read(_stream.SafeFileHandle, bytes[..count], from);
        hash.AppendData(bytes[..read]);
    }
}
