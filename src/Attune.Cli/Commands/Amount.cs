using System.Globalization;
using System.Text.RegularExpressions;

namespace Attune.Cli.Commands;

/// <summary>Reads ages and sizes, as options give them.</summary>
internal static partial class Amount
{
    /// <summary>An age such as <c>90m</c>, <c>12h</c>, <c>30d</c> or <c>2w</c>; at most a hundred years.</summary>
    /// <exception cref="BadInputException">It is not one.</exception>
    public static TimeSpan Time(string text, string option) => Read(text) switch
    {
        (var n, "m") when n <= 52_560_000 => TimeSpan.FromMinutes(n),
        (var n, "h") when n <= 876_000 => TimeSpan.FromHours(n),
        (var n, "d") when n <= 36_500 => TimeSpan.FromDays(n),
        (var n, "w") when n <= 5_200 => TimeSpan.FromDays(7 * n),
        _ => throw new BadInputException($"{option} {text}", "is no age", "Write it like 90m, 12h, 30d or 2w"),
    };

    /// <summary>A number of bytes such as <c>500MB</c> or <c>2GB</c>, the units being powers of 1024.</summary>
    /// <exception cref="BadInputException">It is not one.</exception>
    public static long Bytes(string text, string option) => Read(text) switch
    {
        (var n, "KB") => (long)(n * (1L << 10)),
        (var n, "MB") => (long)(n * (1L << 20)),
        (var n, "GB") => (long)(n * (1L << 30)),
        (var n, "") => (long)n,
        _ => throw new BadInputException($"{option} {text}", "is no size", "Write it like 500MB or 2GB"),
    };

    private static (double Number, string? Unit) Read(string text) => Form().Match(text) is { Success: true } match
        ? (double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), match.Groups[2].Value)
        : (0, null);

    [GeneratedRegex(@"\A([0-9]{1,9}(?:\.[0-9]{1,6})?)([A-Za-z]*)\z")]
    private static partial Regex Form();
}
