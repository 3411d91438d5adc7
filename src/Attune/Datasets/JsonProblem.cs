using System.Text.Json;
using System.Text.RegularExpressions;

namespace Attune.Datasets;

/// <summary>Says what a JSON fault means to the person who wrote the record.</summary>
internal static partial class JsonProblem
{
    private const string SeeFormat = "See docs/format.md for what belongs there";

    public static (string Problem, string Mend) HalfSurrogate { get; } =
        ("holds half of a UTF-16 surrogate pair", "Remove the stray \\ud800-\\udfff escape");

    public static (string Problem, string Mend) Describe(JsonException e)
    {
        var path = e.Path?.TrimStart('$').TrimStart('.') ?? "";
        if (MissingFields().Match(e.Message) is { Success: true } missing)
            return ($"lacks {missing.Value}{(path.Length > 0 ? $" in {path}" : "")}", "Add what is missing");
        if (e.InnerException is JsonException || e.Path is null)
            return ($"is not valid JSON (byte {e.BytePositionInLine + 1})", "Write one complete JSON object");
        if (e.InnerException is InvalidOperationException && e.InnerException.Message.Contains("UTF-16", StringComparison.Ordinal))
            return HalfSurrogate;
        if (path.Length == 0) return ("is not a JSON object", "Write one complete JSON object");
        return e.Message.Contains("null values", StringComparison.Ordinal)
            ? ($"holds null at {path}", "Give it a value")
            : ($"holds a value of the wrong kind at {path}", SeeFormat);
    }

    [GeneratedRegex("(?<=missing required properties including: )'[^']*'(?:, '[^']*')*")]
    private static partial Regex MissingFields();
}
