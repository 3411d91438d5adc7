using System.IO.Compression;

namespace Attune.Datasets.Importing.Chats;

/// <summary>One file of a source, which may lie in an archive or be compressed.</summary>
/// <param name="Name">As reports name it.</param>
/// <param name="Open">Opens it from its beginning; the caller disposes.</param>
internal sealed record ChatFile(string Name, Func<Stream> Open)
{
    private const int PeekLength = 1 << 16;

    public static ChatFile OnDisk(string path, string name) => new(name, () => Unpacked(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16)));

    public static ChatFile InArchive(ZipArchiveEntry entry) => new(entry.FullName, () => Unpacked(entry.Open()));

    /// <summary>Its first bytes.</summary>
    public byte[] Peek()
    {
        using var stream = Open();
        var bytes = new byte[PeekLength];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return bytes[..read];
    }

    private static Stream Unpacked(Stream stream)
    {
        if (!stream.CanSeek) return stream;
        var isPacked = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return isPacked ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }
}
