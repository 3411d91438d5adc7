using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Attune.Tokens;

/// <summary>The tokens of one encoding, from bytes to id and back. An id is also the token's rank: the lower merges first.</summary>
internal sealed class Vocabulary
{
    internal const int NoId = -1;

    private readonly TokenBytes _bytes;
    private readonly ShortTokens _short;
    private readonly LongTokens _long;
    private readonly int _longest;

    // Optimised from its first call on, which is the only one and adds up to 200,000 tokens.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vocabulary(TokenBytes bytes)
    {
        _bytes = bytes;
        var shortOnes = 0;
        for (var id = 0; id < bytes.Count; id++)
        {
            shortOnes += bytes.LengthOf(id) <= PackedToken.MaxLength ? 1 : 0;
            _longest = Math.Max(_longest, bytes.LengthOf(id));
        }

        _short = new(capacity: shortOnes);
        _long = new(bytes, capacity: bytes.Count - shortOnes);
        for (var id = 0; id < bytes.Count; id++)
        {
            if (bytes.LengthOf(id) <= PackedToken.MaxLength)
                _short.Add(PackedToken.Of(bytes.BlockOf(id), bytes.LengthOf(id)), id);
            else
                _long.Add(id);
        }
    }

    internal int Count => _bytes.Count;

    internal static Vocabulary Load(string encoding) => new(TokenBytes.Load(encoding));

    internal ReadOnlySpan<byte> BytesOf(int id) => _bytes[id];

    /// <summary>The id of the token that is exactly these bytes of the text, or <see cref="NoId"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal int IdOf(PaddedUtf8 text, int start, int length)
    {
        if (length <= PackedToken.MaxLength)
            return _short.IdOf(PackedToken.Of(text.BlockAt(start), length));

        return length <= _longest ? _long.IdOf(text.Slice(start, length)) : NoId;
    }

    internal string Decode(ReadOnlySpan<int> ids)
    {
        var length = 0;
        foreach (var id in ids)
            length = checked(length + Known(id).Length);

        var rented = ArrayPool<byte>.Shared.Rent(length);
        var end = 0;
        foreach (var id in ids)
        {
            _bytes[id].CopyTo(rented.AsSpan(end));
            end += _bytes.LengthOf(id);
        }

        var text = Encoding.UTF8.GetString(rented, 0, length);
        ArrayPool<byte>.Shared.Return(rented);
        return text;
    }

    private ReadOnlySpan<byte> Known(int id) => (uint)id < (uint)Count
        ? _bytes[id]
        : throw new ArgumentOutOfRangeException(nameof(id), id, $"Token ids of this encoding are 0 to {Count - 1}.");
}
