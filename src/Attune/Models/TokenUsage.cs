using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace Attune.Models;

/// <summary>Tokens of one or more calls, as the endpoint counts them.</summary>
/// <param name="Input">Input tokens, those read from or written to the endpoint's cache included.</param>
/// <param name="Cached">Input tokens that the endpoint read from its cache.</param>
/// <param name="Output">Output tokens.</param>
/// <param name="Written">Input tokens that the endpoint wrote to its cache, where it bills them apart.</param>
public sealed record TokenUsage(long Input, long Cached, long Output, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] long Written = 0)
{
    /// <summary>The name of <see cref="Written"/> among a response's additional counts.</summary>
    public const string WrittenCount = "cache_write_input_tokens";

    /// <summary>Nothing used.</summary>
    public static TokenUsage None { get; } = new(0, 0, 0);

    /// <summary>Both together.</summary>
    public static TokenUsage operator +(TokenUsage a, TokenUsage b) =>
        new(a.Input + b.Input, a.Cached + b.Cached, a.Output + b.Output, a.Written + b.Written);

    /// <summary>What an endpoint reports; nothing where it reports nothing.</summary>
    public static TokenUsage Of(UsageDetails? usage) => usage is null
        ? None
        : new(
            usage.InputTokenCount ?? 0,
            usage.CachedInputTokenCount ?? 0,
            usage.OutputTokenCount ?? 0,
            usage.AdditionalCounts?.TryGetValue(WrittenCount, out var written) == true ? written : 0);
}
