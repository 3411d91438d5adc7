using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;

namespace Attune.Providers.Limits;

/// <summary>What an endpoint says of one of its limits.</summary>
/// <param name="Name">The limit's own name.</param>
/// <param name="Measure">What it counts.</param>
/// <param name="Limit">What there is when it is full; null where that is not said.</param>
/// <param name="Left">What is left of it.</param>
/// <param name="Reset">How long until it is full again.</param>
internal readonly record struct Standing(string Name, Measure Measure, long? Limit, long Left, TimeSpan Reset);

/// <summary>Reads the headers in which OpenAI's and Anthropic's protocols tell what is left of a limit. What cannot be read is as if it were not there.</summary>
internal static partial class RateHeaders
{
    private static readonly (string Name, Measure Measure, string Limit, string Remaining, string Reset)[] Known =
    [
        OpenAi("requests", Measure.Requests),
        OpenAi("tokens", Measure.Tokens),
        Anthropic("requests", Measure.Requests),
        Anthropic("tokens", Measure.Tokens),
        Anthropic("input-tokens", Measure.Tokens),
        Anthropic("output-tokens", Measure.Output),
    ];

    /// <param name="headers">An answer's.</param>
    /// <param name="now">The time by which dates are read.</param>
    public static IEnumerable<Standing> Read(HttpResponseHeaders headers, DateTimeOffset now)
    {
        foreach (var (name, measure, limit, remaining, reset) in Known)
        {
            if (Number(headers, remaining) is { } left && Value(headers, reset) is { } text && (Duration(text) ?? Date(text, now)) is { } wait)
                yield return new(name, measure, Number(headers, limit), left, wait);
        }
    }

    private static (string, Measure, string, string, string) OpenAi(string what, Measure measure) =>
        ($"x-{what}", measure, $"x-ratelimit-limit-{what}", $"x-ratelimit-remaining-{what}", $"x-ratelimit-reset-{what}");

    private static (string, Measure, string, string, string) Anthropic(string what, Measure measure) =>
        ($"anthropic-{what}", measure, $"anthropic-ratelimit-{what}-limit", $"anthropic-ratelimit-{what}-remaining", $"anthropic-ratelimit-{what}-reset");

    private static string? Value(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.First() : null;

    private static long? Number(HttpResponseHeaders headers, string name) =>
        long.TryParse(Value(headers, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number is > -1_000_000_000_000 and < 1_000_000_000_000
            ? number
            : null;

    /// <summary>As <c>1s</c>, <c>6m0s</c> or <c>20ms</c>.</summary>
    private static TimeSpan? Duration(string text)
    {
        var match = Units().Match(text);
        if (!match.Success) return null;
        var seconds = match.Groups["amount"].Captures.Zip(match.Groups["unit"].Captures)
            .Sum(p => double.Parse(p.First.ValueSpan, CultureInfo.InvariantCulture) * SecondsOf(p.Second.Value));
        return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.MaxValue.TotalSeconds / 2));
    }

    private static double SecondsOf(string unit) => unit switch
    {
        "d" => 86_400,
        "h" => 3_600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        _ => 1e-6,
    };

    /// <summary>As <c>2026-01-31T12:00:00Z</c>.</summary>
    private static TimeSpan? Date(string text, DateTimeOffset now) =>
        text.Contains('T', StringComparison.Ordinal)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? date - now
            : null;

    [GeneratedRegex(@"\A(?:(?<amount>[0-9]{1,9}(?:\.[0-9]{1,9})?)(?<unit>ms|us|µs|d|h|m|s))+\z")]
    private static partial Regex Units();
}
