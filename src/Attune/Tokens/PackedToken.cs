using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tokens;

/// <summary>The bytes of a short token and, in the highest byte, their number: compared and hashed without a loop.</summary>
internal readonly record struct PackedToken(ulong Low, ulong High)
{
    internal const int MaxLength = 15;

    /// <param name="block">The token's bytes and whatever follows them.</param>
    /// <param name="length">1 to <see cref="MaxLength"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static PackedToken Of(Vector128<byte> block, int length)
    {
        var own = Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)length));
        var halves = (block & own).AsUInt64();
        return new(halves.ToScalar(), halves.GetElement(1) | (ulong)length << 56);
    }

    /// <summary>A hash whose highest bits are its best.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong Hash() => Low * 0x9E3779B97F4A7C15 + (High ^ High >> 29) * 0xD6E8FEB86659FD93;
}
