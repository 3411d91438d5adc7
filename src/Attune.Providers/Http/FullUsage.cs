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

    /// <param name="usage">Is changed; null where nothing was counted.</param>
    public static void Normalize(UsageDetails? usage)
    {
        if (usage?.AdditionalCounts?.Remove(SdkWritten, out var written) == true) usage.AdditionalCounts[TokenUsage.WrittenCount] = written;

        // Some compatible servers count what was cached apart; that shows where it is more than all.
        if (usage is not { InputTokenCount: { } input, CachedInputTokenCount: { } cached } || cached <= input) return;
        usage.InputTokenCount = input + cached;
        usage.TotalTokenCount = input + cached + (usage.OutputTokenCount ?? 0);
    }
}
