using System.Net;
using System.Text;

namespace Attune.Providers.Tests;

/// <summary>Sends nothing anywhere: keeps each request, and answers as it is told.</summary>
internal sealed class CapturingHandler(HttpStatusCode status = HttpStatusCode.OK, string answer = "{}") : HttpMessageHandler
{
    public List<(string Url, string Body, long? Length)> Sent { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        Sent.Add((request.RequestUri!.AbsoluteUri, Encoding.UTF8.GetString(body), request.Content.Headers.ContentLength));
        return new(status) { Content = new StringContent(answer, Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
