using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Attune.Models;

/// <summary>16 bytes that stand for what they were made of: SHA-256, cut to half.</summary>
/// <param name="Value">The bytes as a number, big-endian.</param>
public readonly record struct Digest(UInt128 Value)
{
    /// <summary>Bytes of a digest.</summary>
    public const int Size = 16;

    /// <summary>The digest of some bytes.</summary>
    public static Digest Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Read(hash);
    }

    /// <summary>Reads the first 16 bytes.</summary>
    public static Digest Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    /// <summary>Writes 16 bytes.</summary>
    public void Write(Span<byte> target) => BinaryPrimitives.WriteUInt128BigEndian(target, Value);

    /// <summary>The 16 bytes.</summary>
    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        Write(bytes);
        return bytes;
    }

    /// <summary>The next link of a chain: the digest of this one and another after it.</summary>
    public Digest Then(Digest next)
    {
        Span<byte> both = stackalloc byte[2 * Size];
        Write(both);
        next.Write(both[Size..]);
        return Of(both);
    }

    /// <summary>32 hex digits, lower-case.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
