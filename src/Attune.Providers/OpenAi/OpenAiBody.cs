using System.ClientModel;
using Attune.Providers.Http;

namespace Attune.Providers.OpenAi;

/// <summary>A request's body as the SDK takes it.</summary>
internal sealed class OpenAiBody(RequestBody body) : BinaryContent
{
    public override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }

    public override void WriteTo(Stream stream, CancellationToken cancellationToken = default) => body.WriteTo(stream);

    public override Task WriteToAsync(Stream stream, CancellationToken cancellationToken = default) => body.WriteToAsync(stream, cancellationToken);

    /// <summary>Holds nothing of its own: the pieces belong to the messages.</summary>
    public override void Dispose() { }
}
