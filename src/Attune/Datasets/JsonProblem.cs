using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attune.Datasets;

/// <summary>Says what a JSON fault means to the person who wrote the record.</summary>
internal static partial class JsonProblem
{
    public static (string Problem, string Mend) Describe(JsonException e)
    {
        if (MissingFields().Match(e.Message) is { Success: true } missing)
            return ($"lacks {missing.Groups[1].Value.TrimEnd('.')}", "Add what is missing");

        var where = e.Path is { Length: > 1 } path ? $" at {path.TrimStart('$', '.')}" : "";
        if (e.InnerException is not null || Position(e) is not { } position)
            return ($"holds a value of the wrong kind{where}", "See docs/format.md for what belongs there");

        return e.Message.Contains("could not be converted", StringComparison.Ordinal)
            ? ($"holds a value of the wrong kind{where}", "See docs/format.md for what belongs there")
            : ($"is not valid JSON (byte {position}{where})", "Write one complete JSON object on the line");
    }

    private static long? Position(JsonException e) => e.BytePositionInLine + 1;

    [GeneratedRegex("missing required properties including: (.+)")]
    private static partial Regex MissingFields();
}
