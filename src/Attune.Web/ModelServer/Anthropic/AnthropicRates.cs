using System.Globalization;

namespace Attune.Web.ModelServer.Anthropic;

/// <summary>What is left of the rate limits, as Anthropic says it.</summary>
internal static class AnthropicRates
{
    public static void Write(IHeaderDictionary headers, RateState state, DateTimeOffset now)
    {
        Write(headers, "requests", state.Requests, now);
        Write(headers, "tokens", state.Tokens, now);
    }

    private static void Write(IHeaderDictionary headers, string what, RateLevel? level, DateTimeOffset now)
    {
        if (level is not { } known) return;
        headers[$"anthropic-ratelimit-{what}-limit"] = known.Limit.ToString(CultureInfo.InvariantCulture);
        headers[$"anthropic-ratelimit-{what}-remaining"] = known.Left.ToString(CultureInfo.InvariantCulture);

        // Whole seconds, and never too early.
        var full = (now + known.Reset).UtcDateTime;
        if (full.Ticks % TimeSpan.TicksPerSecond > 0) full = full.AddTicks(TimeSpan.TicksPerSecond - (full.Ticks % TimeSpan.TicksPerSecond));
        headers[$"anthropic-ratelimit-{what}-reset"] = full.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
    }
}
