using Microsoft.Extensions.AI;

namespace Attune.Models.Caching;

/// <summary>A finished answer, as it is kept.</summary>
/// <param name="Text">What the model said; empty only where it was cut off at the output limit, as one that reasons for long may be.</param>
/// <param name="FinishReason">Why it ended: <c>stop</c>, or <c>length</c> for one that was cut off at the output limit.</param>
/// <param name="ResponseId">The endpoint's id of the answer; null where it gave none.</param>
/// <param name="ModelId">The model as the endpoint names it; null where it does not.</param>
/// <param name="Usage">Tokens of the call; null where the endpoint does not count.</param>
/// <param name="Created">When it was made, to the millisecond.</param>
public sealed record StoredResponse(string Text, string FinishReason, string? ResponseId, string? ModelId, TokenUsage? Usage, DateTimeOffset Created)
{
    /// <summary>What of a response is kept.</summary>
    /// <returns>Null where it is not finished: filtered, ended by itself without a word, broken off, or more than text. The same request is cut off at the same limit again, so that is an end too.</returns>
    internal static StoredResponse? Of(ChatResponse response, DateTimeOffset now)
    {
        var contents = response.Messages.SelectMany(m => m.Contents);
        var isEnd = response.FinishReason == ChatFinishReason.Length || (response.FinishReason == ChatFinishReason.Stop && !string.IsNullOrWhiteSpace(response.Text));
        if (!isEnd || response.FinishReason is not { } finish) return null;
        if (contents.Any(c => c is not (TextContent or TextReasoningContent or UsageContent))) return null;
        var usage = response.Usage is null ? null : TokenUsage.Of(response.Usage);
        var created = DateTimeOffset.FromUnixTimeMilliseconds((response.CreatedAt ?? now).ToUnixTimeMilliseconds());
        return new(response.Text, finish.Value, response.ResponseId, response.ModelId, usage, created);
    }

    /// <summary>A response of its own for each who asks.</summary>
    internal ChatResponse ToResponse() => new(new ChatMessage(ChatRole.Assistant, Text) { MessageId = ResponseId })
    {
        FinishReason = new ChatFinishReason(FinishReason),
        ResponseId = ResponseId,
        ModelId = ModelId,
        CreatedAt = Created,
        Usage = Usage is null ? null : Details(Usage),
        AdditionalProperties = new() { [CachingChatClient.FromCache] = true },
    };

    /// <summary>The whole of it as one piece of a stream.</summary>
    internal ChatResponseUpdate ToUpdate()
    {
        var update = new ChatResponseUpdate(ChatRole.Assistant, Text)
        {
            FinishReason = new ChatFinishReason(FinishReason),
            ResponseId = ResponseId,
            MessageId = ResponseId,
            ModelId = ModelId,
            CreatedAt = Created,
            AdditionalProperties = new() { [CachingChatClient.FromCache] = true },
        };
        if (Usage is not null) update.Contents.Add(new UsageContent(Details(Usage)));
        return update;
    }

    private static UsageDetails Details(TokenUsage usage) => new()
    {
        InputTokenCount = usage.Input,
        CachedInputTokenCount = usage.Cached,
        OutputTokenCount = usage.Output,
        TotalTokenCount = usage.Input + usage.Output,
        AdditionalCounts = usage.Written == 0 ? null : new() { [TokenUsage.WrittenCount] = usage.Written },
    };
}
