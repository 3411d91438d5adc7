using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Attune.Providers.Limits;

namespace Attune.Providers.Http;

/// <summary>
/// Stands under the vendors' SDKs and reads every answer that is no stream before they do: what is no answer becomes a fault here,
/// where status, headers and body are still together. Thread-safe.
/// </summary>
internal sealed partial class EndpointHandler(CallFaults faults, Lane lane, TimeProvider time, HttpMessageHandler innerHandler) : DelegatingHandler(innerHandler)
{
    private const long LargestAnswer = 256L << 20;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var before = lane.Sent();
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        faults.Reached();
        lane.Heed(response.Headers, before);
        if (response.IsSuccessStatusCode && response.Content.Headers.ContentType?.MediaType == "text/event-stream") return response;
        try
        {
            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken).ConfigureAwait(false);
            var body = await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode) throw faults.OfStatus(response.StatusCode, body, RetryAfter(response.Headers), RequestId(response.Headers));
            if (Readable(body) is { } mended) response.Content = mended;
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>Some servers answer 200 with a web page, half a document, or an error; others with a usage that the SDKs cannot read.</summary>
    /// <returns>What to give the SDK instead of the body; null where that is fine.</returns>
    private ByteArrayContent? Readable(string body)
    {
        if (string.IsNullOrWhiteSpace(body)) throw faults.Unreadable("gives an empty answer");
        if (body.AsSpan().TrimStart().StartsWith("<")) throw faults.WebPage();
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw faults.Unreadable("gives an answer that is no JSON object");
            if (!IsJob(document.RootElement) && document.RootElement.TryGetProperty("error", out var error) && error.ValueKind is JsonValueKind.Object or JsonValueKind.String)
                throw faults.OfError(ErrorBody.Read(document.RootElement)!);
            return UsageJson.Mended(document.RootElement) is { } mended ? new(mended) { Headers = { ContentType = new("application/json") } } : null;
        }
        catch (JsonException)
        {
            throw faults.Unreadable("gives broken JSON");
        }
    }

    /// <summary>A job tells its own error, which is none of the call.</summary>
    private static bool IsJob(JsonElement root) => root.TryGetProperty("id", out _) && root.TryGetProperty("status", out _);

    /// <summary>OpenAI's name for it, and Anthropic's. What does not look like an id is left out.</summary>
    private static string? RequestId(HttpResponseHeaders headers) =>
        (headers.TryGetValues("x-request-id", out var ids) || headers.TryGetValues("request-id", out ids)) && Id().IsMatch(ids.First()) ? ids.First() : null;

    [GeneratedRegex(@"^[-.:_A-Za-z0-9]{1,80}$")]
    private static partial Regex Id();

    private TimeSpan? RetryAfter(HttpResponseHeaders headers)
    {
        if (headers.TryGetValues("retry-after-ms", out var values)
            && double.TryParse(values.First(), CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds is >= 0 and < 1e9)
            return TimeSpan.FromMilliseconds(milliseconds);
        var wait = headers.RetryAfter?.Delta ?? (headers.RetryAfter?.Date - time.GetUtcNow());
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
