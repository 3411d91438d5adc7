using System.Buffers.Binary;
using System.Numerics;

namespace Attune.Tokens;

/// <summary>The ids of tokens of more than <see cref="PackedToken.MaxLength"/> bytes, which are few and looked up rarely.</summary>
internal sealed class LongTokens
{
    private readonly TokenBytes _bytes;
    private readonly int[] _ids;
    private readonly int _bits;

    /// <param name="bytes">The bytes of all tokens, with which those looked up are compared.</param>
    /// <param name="capacity">The greatest number of tokens to be added.</param>
    internal LongTokens(TokenBytes bytes, int capacity)
    {
        _bytes = bytes;
        _bits = BitOperations.Log2((uint)capacity) + 2;
        _ids = new int[1 << _bits];
        Array.Fill(_ids, Vocabulary.NoId);
    }

    internal void Add(int id) => _ids[SlotOf(_bytes[id])] = id;

    internal int IdOf(ReadOnlySpan<byte> token) => _ids[SlotOf(token)];

    private int SlotOf(ReadOnlySpan<byte> token)
    {
        var slot = Hash(token);
        while (_ids[slot] is var id && id != Vocabulary.NoId && !_bytes[id].SequenceEqual(token))
            slot = (slot + 1) & (_ids.Length - 1);

        return slot;
    }

    private int Hash(ReadOnlySpan<byte> token)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)token.Length;
        for (var rest = token; rest.Length >= sizeof(ulong); rest = rest[sizeof(ulong)..])
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest)) * Multiplier, 29);

        hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(token[^sizeof(ulong)..])) * Multiplier;
        return (int)(hash >> (64 - _bits));
    }
}
