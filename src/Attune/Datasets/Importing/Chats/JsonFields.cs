using System.Globalization;
using System.Text.Json;

namespace Attune.Datasets.Importing.Chats;

/// <summary>Fields of a source's objects, read without trust in their kinds.</summary>
internal static class JsonFields
{
    private const double LastSecond = 100_000_000_000;

    public static JsonElement? Field(JsonElement json, string name, JsonValueKind kind) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == kind ? value : null;

    public static string? Text(JsonElement json, string name) => Field(json, name, JsonValueKind.String)?.GetString();

    /// <summary>A text or number as a text; null where it is neither, or blank.</summary>
    public static string? Scalar(JsonElement json, string name)
    {
        var text = Text(json, name) ?? Field(json, name, JsonValueKind.Number)?.GetRawText();
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>The day, in UTC, of a time: seconds or milliseconds since 1970 as number or text, or an ISO date; null where it is none.</summary>
    public static DateOnly? Day(JsonElement json, string name)
    {
        if (Scalar(json, name) is not { } text) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return Day(Math.Abs(number) < LastSecond ? number * 1000 : number);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? DateOnly.FromDateTime(time.UtcDateTime)
            : null;
    }

    private static DateOnly? Day(double milliseconds) => milliseconds is > 0 and < 4_102_444_800_000
        ? DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds).UtcDateTime)
        : null;
}
