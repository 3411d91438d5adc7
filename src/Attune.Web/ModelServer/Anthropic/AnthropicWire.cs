using System.Text.Json.Serialization;

namespace Attune.Web.ModelServer.Anthropic;

// The shapes of Anthropic's responses; nulls are left out unless the vendor writes them.
internal sealed record MessageBody(
    string Id,
    string Type,
    string Role,
    string Model,
    IReadOnlyList<TextBlock> Content,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? StopReason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? StopSequence,
    MessageUsage Usage);

internal sealed record TextBlock(string Type, string Text);

internal sealed record MessageUsage(int? InputTokens, int? CacheCreationInputTokens, int? CacheReadInputTokens, int OutputTokens);

/// <summary>An event of a streamed message; each type has its own fields.</summary>
internal sealed record MessageEvent(string Type)
{
    public MessageBody? Message { get; init; }

    public int? Index { get; init; }

    public TextBlock? ContentBlock { get; init; }

    public MessageDelta? Delta { get; init; }

    public MessageUsage? Usage { get; init; }
}

/// <summary>A piece of text (type and text), or the end of the message (reason and sequence).</summary>
internal sealed record MessageDelta
{
    public string? Type { get; init; }

    public string? Text { get; init; }

    public string? StopReason { get; init; }

    public string? StopSequence { get; init; }
}

internal sealed record AnthropicError(string Type, AnthropicErrorBody Error);

internal sealed record AnthropicErrorBody(string Type, string Message);
