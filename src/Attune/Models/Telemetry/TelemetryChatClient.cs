using System.Diagnostics;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Attune.Models.Telemetry;

/// <summary>
/// A span and measurements for each call, by OpenTelemetry's semantic conventions for generative AI clients. Messages are not
/// recorded unless asked for. Thread-safe if the inner client is.
/// </summary>
/// <param name="innerClient">The model; its <see cref="ChatClientMetadata"/> says where it is served.</param>
/// <param name="name">Its name.</param>
public sealed class TelemetryChatClient(IChatClient innerClient, ModelName name) : DelegatingChatClient(innerClient)
{
    private static readonly bool CaptureByDefault =
        string.Equals(Environment.GetEnvironmentVariable("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"), "true", StringComparison.OrdinalIgnoreCase);

    private readonly ChatClientMetadata? _metadata = innerClient.GetService<ChatClientMetadata>();

    /// <summary>
    /// Whether prompts and answers go into the spans. Default: what the standard variable
    /// <c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT</c> says, which is no unless it is <c>true</c>.
    /// </summary>
    public bool CaptureContent { get; init; } = CaptureByDefault;

    /// <inheritdoc/>
    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        using var span = Begin(options);
        var began = Stopwatch.GetTimestamp();
        try
        {
            var prompt = CaptureContent && span is not null ? [.. messages] : messages;
            var response = await base.GetResponseAsync(prompt, options, cancellationToken).ConfigureAwait(false);
            Answered(span, response, began);
            if (CaptureContent && span is not null) SpanContent.Record(span, prompt, response);
            return response;
        }
        catch (Exception e)
        {
            Failed(span, e, began);
            throw;
        }
    }

    /// <inheritdoc/>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var span = Begin(options);
        var began = Stopwatch.GetTimestamp();
        var received = new List<ChatResponseUpdate>();
        var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (updates.ConfigureAwait(false))
        {
            while (await NextAsync().ConfigureAwait(false))
            {
                received.Add(updates.Current);
                yield return updates.Current;
            }
        }

        Answered(span, received.ToChatResponse(), began);

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await updates.MoveNextAsync().ConfigureAwait(false);
            }
            catch (Exception e)
            {
                Failed(span, e, began);
                throw;
            }
        }
    }

    private Activity? Begin(ChatOptions? options)
    {
        if (!AttuneTelemetry.Source.HasListeners() || AttuneTelemetry.Source.StartActivity($"chat {name.Model}", ActivityKind.Client) is not { } span) return null;
        foreach (var (key, value) in Identity()) span.SetTag(key, value);
        return span
            .SetTag("gen_ai.request.temperature", options?.Temperature)
            .SetTag("gen_ai.request.top_p", options?.TopP)
            .SetTag("gen_ai.request.max_tokens", options?.MaxOutputTokens)
            .SetTag("gen_ai.request.seed", options?.Seed)
            .SetTag("gen_ai.request.stop_sequences", options?.StopSequences);
    }

    private void Answered(Activity? span, ChatResponse response, long began)
    {
        var usage = TokenUsage.Of(response.Usage);
        span?.SetTag("gen_ai.response.id", response.ResponseId)
            .SetTag("gen_ai.response.model", response.ModelId)
            .SetTag("gen_ai.response.finish_reasons", response.FinishReason is { } reason ? new[] { reason.Value } : null)
            .SetTag("gen_ai.usage.input_tokens", usage.Input)
            .SetTag("gen_ai.usage.output_tokens", usage.Output)
            .SetTag("gen_ai.usage.cache_read.input_tokens", usage.Cached)
            .SetTag("gen_ai.usage.cache_creation.input_tokens", usage.Written);
        if (AttuneTelemetry.Duration.Enabled) AttuneTelemetry.Duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, Tags(response.ModelId));
        if (!AttuneTelemetry.Tokens.Enabled) return;
        AttuneTelemetry.Tokens.Record(usage.Input, Tags(response.ModelId, ("gen_ai.token.type", "input")));
        AttuneTelemetry.Tokens.Record(usage.Output, Tags(response.ModelId, ("gen_ai.token.type", "output")));
    }

    private void Failed(Activity? span, Exception e, long began)
    {
        // The message of a failed call is ours and holds no key; that of another exception nobody has checked.
        var (type, message) = e is ModelCallException call ? (Word.Of(call.Fault), call.Message) : (e.GetType().FullName!, null);
        span?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error, message);
        if (AttuneTelemetry.Duration.Enabled) AttuneTelemetry.Duration.Record(Stopwatch.GetElapsedTime(began).TotalSeconds, Tags(null, ("error.type", type)));
    }

    private IEnumerable<(string Key, object? Value)> Identity() =>
    [
        ("gen_ai.operation.name", "chat"),
        ("gen_ai.provider.name", _metadata?.ProviderName ?? name.Provider),
        ("gen_ai.request.model", name.Model),
        ("server.address", _metadata?.ProviderUri?.Host),
        ("server.port", _metadata?.ProviderUri?.Port),
    ];

    private TagList Tags(string? responseModel, params ReadOnlySpan<(string Key, string Value)> more)
    {
        var tags = new TagList();
        foreach (var (key, value) in Identity())
            if (value is not null) tags.Add(key, value);
        if (responseModel is not null) tags.Add("gen_ai.response.model", responseModel);
        foreach (var (key, value) in more) tags.Add(key, value);
        return tags;
    }
}
