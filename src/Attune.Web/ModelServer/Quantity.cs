using System.Globalization;
using System.Text.RegularExpressions;

namespace Attune.Web.ModelServer;

/// <summary>Reads amounts with units, as options give them.</summary>
internal static partial class Quantity
{
    private static readonly TimeSpan LongestDuration = TimeSpan.FromDays(1);

    /// <summary>A duration such as <c>200ms</c>, <c>1.5s</c>, <c>5m</c> or <c>1h</c>; at most a day.</summary>
    /// <exception cref="BadInputException">It is not one.</exception>
    public static TimeSpan Duration(string text, string option)
    {
        if (Amount().Match(text) is { Success: true } match && DurationUnit(match.Groups[2].Value) is { } unit)
        {
            var milliseconds = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * unit.TotalMilliseconds;
            if (milliseconds <= LongestDuration.TotalMilliseconds) return TimeSpan.FromMilliseconds(milliseconds);
        }

        throw new BadInputException($"{option} {text}", "is not a duration of at most a day", "Write it like 200ms, 1.5s, 5m or 1h");
    }

    /// <summary>A number of bytes such as <c>512KB</c>, <c>16MB</c> or <c>1GB</c>, the units being powers of 1024; at most 1 GB.</summary>
    /// <exception cref="BadInputException">It is not one.</exception>
    public static int Bytes(string text, string option)
    {
        if (Amount().Match(text) is { Success: true } match && ByteUnit(match.Groups[2].Value) is { } unit)
        {
            var bytes = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * unit;
            if (bytes is >= 1 and <= 1 << 30) return (int)bytes;
        }

        throw new BadInputException($"{option} {text}", "is not a size of at most 1GB", "Write it like 16MB");
    }

    private static TimeSpan? DurationUnit(string unit) => unit switch
    {
        "ms" => TimeSpan.FromMilliseconds(1),
        "s" => TimeSpan.FromSeconds(1),
        "m" => TimeSpan.FromMinutes(1),
        "h" => TimeSpan.FromHours(1),
        _ => null,
    };

    private static int? ByteUnit(string unit) => unit switch
    {
        "" => 1,
        "KB" => 1 << 10,
        "MB" => 1 << 20,
        "GB" => 1 << 30,
        _ => null,
    };

    [GeneratedRegex(@"\A([0-9]{1,10}(?:\.[0-9]{1,6})?)([A-Za-z]*)\z")]
    private static partial Regex Amount();
}
