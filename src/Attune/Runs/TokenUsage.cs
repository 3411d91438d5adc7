using Microsoft.Extensions.AI;

namespace Attune.Runs;

/// <summary>Tokens of one or more calls, as the endpoint counts them.</summary>
/// <param name="Input">Input tokens, cached ones included.</param>
/// <param name="Cached">Input tokens that the endpoint read from its cache.</param>
/// <param name="Output">Output tokens.</param>
public sealed record TokenUsage(long Input, long Cached, long Output)
{
    /// <summary>Nothing used.</summary>
    public static TokenUsage None { get; } = new(0, 0, 0);

    /// <summary>Both together.</summary>
    public static TokenUsage operator +(TokenUsage a, TokenUsage b) => new(a.Input + b.Input, a.Cached + b.Cached, a.Output + b.Output);

    internal static TokenUsage Of(UsageDetails? usage) => usage is null
        ? None
        : new(usage.InputTokenCount ?? 0, usage.CachedInputTokenCount ?? 0, usage.OutputTokenCount ?? 0);
}
