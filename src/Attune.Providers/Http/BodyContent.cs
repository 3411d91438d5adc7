using System.Net;
using System.Net.Http.Headers;

namespace Attune.Providers.Http;

/// <summary>A request's body as the network takes it.</summary>
internal sealed class BodyContent : HttpContent
{
    private readonly RequestBody _body;

    public BodyContent(RequestBody body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        _body.WriteToAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
