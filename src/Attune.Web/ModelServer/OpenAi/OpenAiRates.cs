using System.Globalization;

namespace Attune.Web.ModelServer.OpenAi;

/// <summary>What is left of the rate limits, as OpenAI says it.</summary>
internal static class OpenAiRates
{
    public static void Write(IHeaderDictionary headers, RateState state)
    {
        Write(headers, "requests", state.Requests);
        Write(headers, "tokens", state.Tokens);
    }

    private static void Write(IHeaderDictionary headers, string what, RateLevel? level)
    {
        if (level is not { } known) return;
        headers[$"x-ratelimit-limit-{what}"] = known.Limit.ToString(CultureInfo.InvariantCulture);
        headers[$"x-ratelimit-remaining-{what}"] = known.Left.ToString(CultureInfo.InvariantCulture);
        headers[$"x-ratelimit-reset-{what}"] = Duration(known.Reset);
    }

    /// <summary>As <c>20ms</c>, <c>1.5s</c> or <c>6m0s</c>, rounded up to milliseconds.</summary>
    private static string Duration(TimeSpan time)
    {
        var milliseconds = (long)Math.Ceiling(time.TotalMilliseconds);
        if (milliseconds < 1000) return string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms");
        var seconds = string.Create(CultureInfo.InvariantCulture, $"{milliseconds % 60_000 / 1000m:0.###}s");
        return milliseconds < 60_000 ? seconds : string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000}m") + seconds;
    }
}
