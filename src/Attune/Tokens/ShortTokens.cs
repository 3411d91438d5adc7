using System.Numerics;
using System.Runtime.CompilerServices;

namespace Attune.Tokens;

/// <summary>The ids of tokens of up to <see cref="PackedToken.MaxLength"/> bytes: a hash table with linear probing.</summary>
internal sealed class ShortTokens
{
    // Eight bits of each slot's hash, zero where it is empty. Most pairs that a merge asks for are no token, and these few bytes
    // stay in the processor's cache and say so, where the tokens themselves would not.
    private readonly byte[] _tags;

    private readonly PackedToken[] _tokens;
    private readonly int[] _ids;
    private readonly int _bits;

    /// <param name="capacity">The greatest number of tokens to be added.</param>
    internal ShortTokens(int capacity)
    {
        // At most half full, so that a search ends after a slot or two.
        _bits = BitOperations.Log2((uint)capacity) + 2;
        _tags = new byte[1 << _bits];
        _tokens = new PackedToken[1 << _bits];
        _ids = new int[1 << _bits];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(PackedToken token, int id)
    {
        var hash = token.Hash();
        var slot = SlotOf(token, hash);
        _tags[slot] = Tag(hash);
        _tokens[slot] = token;
        _ids[slot] = id;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int IdOf(PackedToken token)
    {
        var slot = SlotOf(token, token.Hash());
        return _tags[slot] == 0 ? Vocabulary.NoId : _ids[slot];
    }

    /// <summary>The slot of a token, or the empty one where it would be.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int SlotOf(PackedToken token, ulong hash)
    {
        var tag = Tag(hash);
        var slot = (int)(hash >> (64 - _bits));
        while (_tags[slot] is var found && found != 0 && (found != tag || _tokens[slot] != token))
            slot = (slot + 1) & (_tags.Length - 1);

        return slot;
    }

    // From bits just below those that choose the slot; the lowest is given up to keep zero for empty slots.
    private static byte Tag(ulong hash) => (byte)(hash >> 32 | 1);
}
