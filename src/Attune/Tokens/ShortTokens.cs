using System.Numerics;

namespace Attune.Tokens;

/// <summary>The ids of tokens of up to <see cref="PackedToken.MaxLength"/> bytes: a hash table with linear probing.</summary>
internal sealed class ShortTokens
{
    private readonly PackedToken[] _tokens;

    // Apart from the tokens, so that a token's 16 bytes never straddle two cache lines.
    private readonly int[] _ids;

    private readonly int _bits;

    /// <param name="capacity">The greatest number of tokens to be added.</param>
    internal ShortTokens(int capacity)
    {
        // At most half full: a miss, which every failed merge is, then ends after a probe or two.
        _bits = BitOperations.Log2((uint)capacity) + 2;
        _tokens = new PackedToken[1 << _bits];
        _ids = new int[1 << _bits];
    }

    internal void Add(PackedToken token, int id)
    {
        var slot = SlotOf(token);
        _tokens[slot] = token;
        _ids[slot] = id;
    }

    internal int IdOf(PackedToken token)
    {
        var slot = SlotOf(token);
        return _tokens[slot].IsEmpty ? Vocabulary.NoId : _ids[slot];
    }

    private int SlotOf(PackedToken token)
    {
        var slot = token.Hash(_bits);
        while (_tokens[slot] != token && !_tokens[slot].IsEmpty)
            slot = (slot + 1) & (_tokens.Length - 1);

        return slot;
    }
}
