using System.Buffers;

namespace Attune.Providers.Http;

/// <summary>
/// The body of one request, in pieces of JSON. Most of them are messages that many requests share, so that nothing of a long history is
/// copied before it is on its way. Not thread-safe while pieces are added; may be written any number of times.
/// </summary>
internal sealed class RequestBody
{
    /// <summary>A history has hundreds of short messages; written one by one, each would be a packet of its own.</summary>
    private const int BufferBytes = 64 * 1024;

    private static readonly byte[] Comma = [(byte)','];

    private readonly List<ReadOnlyMemory<byte>> _pieces = [];

    /// <summary>In bytes.</summary>
    public long Length { get; private set; }

    /// <summary>In the order of the wire.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Pieces => _pieces;

    public RequestBody Add(ReadOnlyMemory<byte> piece)
    {
        _pieces.Add(piece);
        Length += piece.Length;
        return this;
    }

    /// <summary>A comma, except where something begins.</summary>
    /// <param name="first">True once; false from then on.</param>
    public RequestBody AddComma(ref bool first)
    {
        if (!first) Add(Comma);
        first = false;
        return this;
    }

    public async Task WriteToAsync(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        try
        {
            var filled = 0;
            foreach (var piece in _pieces)
            {
                if (piece.Length > buffer.Length - filled)
                {
                    await stream.WriteAsync(buffer.AsMemory(0, filled), cancellationToken).ConfigureAwait(false);
                    filled = 0;
                }

                if (piece.Length > buffer.Length)
                {
                    await stream.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
                    continue;
                }

                piece.CopyTo(buffer.AsMemory(filled));
                filled += piece.Length;
            }

            await stream.WriteAsync(buffer.AsMemory(0, filled), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    public void WriteTo(Stream stream)
    {
        foreach (var piece in _pieces) stream.Write(piece.Span);
    }
}
