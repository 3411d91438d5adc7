using System.Buffers;
using System.Text;

namespace Attune.Tokens;

/// <summary>A text as UTF-8 in a rented buffer, which goes back on disposal.</summary>
internal readonly ref struct PooledUtf8
{
    private readonly byte[] _rented;
    private readonly int _length;

    internal PooledUtf8(ReadOnlySpan<char> text)
    {
        // Counting first keeps the buffer exact: the worst case, three bytes per char, is three times what most text needs.
        _rented = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text) + PaddedUtf8.Padding);
        _length = Encoding.UTF8.GetBytes(text, _rented);
        _rented.AsSpan(_length, PaddedUtf8.Padding).Clear();
    }

    internal PaddedUtf8 Text => new(_rented.AsSpan(0, _length + PaddedUtf8.Padding));

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);
}
