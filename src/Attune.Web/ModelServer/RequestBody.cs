using System.Buffers;

namespace Attune.Web.ModelServer;

/// <summary>A request's body in one rented buffer, which goes back on disposal.</summary>
internal readonly struct RequestBody : IDisposable
{
    private const int FirstBuffer = 16 * 1024;

    private readonly byte[] _rented;
    private readonly int _length;

    private RequestBody(byte[] rented, int length) => (_rented, _length) = (rented, length);

    public ReadOnlySpan<byte> Span => _rented.AsSpan(0, _length);

    /// <summary>Reads it, copying each byte once where its length is announced.</summary>
    /// <exception cref="Refusal">It is longer than allowed.</exception>
    public static async ValueTask<RequestBody> ReadAsync(HttpRequest request, int longest, CancellationToken cancellationToken)
    {
        if (request.ContentLength > longest) throw TooLarge(longest);
        var buffer = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength ?? FirstBuffer) + 1);
        var length = 0;
        try
        {
            while (true)
            {
                var read = await request.Body.ReadAsync(buffer.AsMemory(length), cancellationToken);
                if (read == 0) return new(buffer, length);
                length += read;
                if (length > longest) throw TooLarge(longest);
                if (length == buffer.Length) buffer = Grow(buffer);
            }
        }
        catch
        {
            ArrayPool<byte>.Shared.Return(buffer);
            throw;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_rented);

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private static Refusal TooLarge(int longest) =>
        new(RefusalKind.TooLarge, $"The body is longer than {longest} bytes. 'attune serve-model --max-body' raises the limit.");
}
