using System.Buffers.Binary;
using System.Text;

namespace Attune.Web.ModelServer;

/// <summary>
/// 128-bit names for texts, the same on every machine. Not cryptographic: half a million characters are hashed with every
/// request, and SHA-256 without processor support would cost more than everything else together.
/// </summary>
internal static class Fingerprint
{
    // Odd constants with as many ones as zeros (of wyhash).
    private const ulong K0 = 0xA0761D6478BD642F;
    private const ulong K1 = 0xE7037ED1A0B428DB;
    private const ulong K2 = 0x8EBC6AF09C88C6E3;
    private const ulong K3 = 0x589965CC75374CC3;

    public static UInt128 Of(ReadOnlySpan<byte> bytes, ulong kind = 0)
    {
        var length = (ulong)bytes.Length;
        var (a, b) = (Fold(K0 ^ length, K1 ^ kind), Fold(K2 ^ length, K3 ^ kind));
        for (; bytes.Length >= 16; bytes = bytes[16..]) Add(bytes, ref a, ref b);
        if (!bytes.IsEmpty)
        {
            Span<byte> rest = stackalloc byte[16];
            rest.Clear();
            bytes.CopyTo(rest);
            Add(rest, ref a, ref b);
        }

        return new(Fold(a ^ K2, b ^ length ^ K3), Fold(a ^ length ^ K1, b ^ K0));
    }

    public static UInt128 Of(string text, ulong kind = 0) => Of(Encoding.UTF8.GetBytes(text), kind);

    /// <summary>The name of a sequence of things that have names; the order matters.</summary>
    public static UInt128 Of(params ReadOnlySpan<UInt128> names)
    {
        Span<byte> bytes = stackalloc byte[16];
        var (a, b) = (Fold(K1, (ulong)names.Length + K0), K3);
        foreach (var name in names)
        {
            BinaryPrimitives.WriteUInt128LittleEndian(bytes, name);
            Add(bytes, ref a, ref b);
        }

        return new(Fold(a ^ K0, b ^ K3), Fold(a ^ K2, b ^ K1));
    }

    private static void Add(ReadOnlySpan<byte> sixteen, ref ulong a, ref ulong b)
    {
        var (x, y) = (BinaryPrimitives.ReadUInt64LittleEndian(sixteen), BinaryPrimitives.ReadUInt64LittleEndian(sixteen[8..]));
        a = Fold(a ^ x ^ K2, y ^ K3) ^ b;
        b = Fold(b ^ y ^ K0, x ^ K1);
    }

    private static ulong Fold(ulong x, ulong y) => Math.BigMul(x, y, out ulong low) ^ low;
}
