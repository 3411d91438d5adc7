using System.Text.Json;
using Attune.Providers.Http;

namespace Attune.Providers.Claude;

/// <summary>
/// Puts the prompt of one call into the request that the SDK makes of its options, right before it is sent. The SDK itself would make
/// and write every message of the history anew.
/// </summary>
internal sealed class ClaudePromptHandler(ClaudePrompt prompt, HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var asked = request.Content!;
        using var document = JsonDocument.Parse(await asked.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        request.Content = new BodyContent(prompt.Into(document.RootElement));
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
