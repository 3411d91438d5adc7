using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tokens;

/// <summary>The bytes of every token of an encoding, by id.</summary>
internal sealed class TokenBytes
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;

    private TokenBytes(byte[] bytes, int[] starts)
    {
        _bytes = bytes;
        _starts = starts;
    }

    internal int Count => _starts.Length - 1;

    internal ReadOnlySpan<byte> this[int id] => _bytes.AsSpan(_starts[id], LengthOf(id));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int LengthOf(int id) => _starts[id + 1] - _starts[id];

    /// <summary>The 16 bytes from a token's first one on, whoever's they are after its last one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector128<byte> BlockOf(int id) => Vector128.Create(_bytes.AsSpan(_starts[id]));

    /// <summary>Reads the form that <c>tools/pack-ranks.cs</c> writes: a count, the lengths, the bytes.</summary>
    internal static TokenBytes Load(string encoding)
    {
        using var packed = typeof(TokenBytes).Assembly.GetManifestResourceStream($"Ranks/{encoding}.ranks")
            ?? throw new InvalidOperationException($"The ranks of '{encoding}' are not embedded in this assembly.");

        Span<byte> header = stackalloc byte[sizeof(int)];
        packed.ReadExactly(header);
        var lengths = new byte[BinaryPrimitives.ReadInt32LittleEndian(header)];
        packed.ReadExactly(lengths);

        var starts = new int[lengths.Length + 1];
        for (var id = 0; id < lengths.Length; id++)
            starts[id + 1] = starts[id] + lengths[id];

        var bytes = new byte[starts[^1] + Vector128<byte>.Count];
        packed.ReadExactly(bytes.AsSpan(0, starts[^1]));
        return new(bytes, starts);
    }
}
