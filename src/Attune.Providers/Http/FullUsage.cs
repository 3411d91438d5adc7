using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Providers.Http;

/// <summary>
/// Makes usage mean the same whoever counted it: input tokens are all of them, <see cref="UsageDetails.CachedInputTokenCount"/> are those
/// among them that were read from the endpoint's cache, <see cref="TokenUsage.WrittenCount"/> those that were written to it.
/// </summary>
internal static class FullUsage
{
    /// <summary>How Anthropic's SDK names the tokens written to the cache; it counts them, and those read, among the input.</summary>
    private const string SdkWritten = "CacheCreationInputTokens";

    /// <summary>Gives the tokens written their name; for a part of a usage, as a stream has it.</summary>
    /// <param name="usage">Is changed.</param>
    public static void Rename(UsageDetails usage)
    {
        if (usage.AdditionalCounts?.Remove(SdkWritten, out var written) == true) usage.AdditionalCounts[TokenUsage.WrittenCount] = written;
    }

    /// <summary>A whole call's usage.</summary>
    /// <param name="usage">Is changed; null where nothing was counted.</param>
    /// <returns>Null where it is not known, also where it makes no sense: a call of no tokens, or more of them cached than there were.</returns>
    public static UsageDetails? Of(UsageDetails? usage)
    {
        if (usage is null) return null;
        Rename(usage);
        var counted = TokenUsage.Of(usage);
        return counted is { Input: >= 0, Cached: >= 0, Output: >= 0, Written: >= 0 } and not { Input: 0, Output: 0 } && counted.Cached + counted.Written <= counted.Input ? usage : null;
    }
}
