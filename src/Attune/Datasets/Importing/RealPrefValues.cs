using System.Globalization;
using System.Text.Json;
using Attune.People;

namespace Attune.Datasets.Importing;

/// <summary>How RealPref writes dates, topics, types and expressions.</summary>
internal static class RealPrefValues
{
    private static readonly string[] DateFormats = ["yyyy/M/d", "yyyy-M-d"];

    /// <summary>The record's day; null where it has none, or none that can be read.</summary>
    public static DateOnly? Date(SourceRecord record) =>
        DateOnly.TryParseExact(record.Text("Date")?.Trim(), DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>Reports a date that cannot be read.</summary>
    public static void CheckDate(SourceRecord record)
    {
        if (record.Text("Date") is { } text && Date(record) is null) record.Report($"Date '{text}' is not as 2011/06/15", "read without a date");
    }

    /// <summary>Field and subtopic of <c>Food: Snacks \&amp; Drinks</c>.</summary>
    public static Topic Topic(SourceRecord record)
    {
        var text = record.Text("Topic")?.Replace(@"\&", "&", StringComparison.Ordinal);
        if (text is null) record.Report("lacks a Topic", "filed under Other");
        var parts = (text ?? "Other").Split(':', 2, StringSplitOptions.TrimEntries);
        return new() { Field = parts[0], Subtopic = parts.Length > 1 ? parts[1] : parts[0] };
    }

    /// <summary>The type of <c>Negative</c> or <c>Negative Preference</c>; null where the source names none.</summary>
    public static PreferenceType? Type(SourceRecord record)
    {
        if (record.Text("Type") is not { } text) return null;
        foreach (var type in Enum.GetValues<PreferenceType>())
            if (text.StartsWith(type.ToString(), StringComparison.OrdinalIgnoreCase))
                return type;
        record.Report($"Type '{text}' is none of relative, negative, exclusive, positive", "read without a type");
        return null;
    }

    /// <summary>What honours and what violates the preference, as Attune exports it; null where the source does not say.</summary>
    public static Facets? Facets(SourceRecord record)
    {
        if (record.Field("Facets", JsonValueKind.Object) is not { } facets) return null;
        return facets.EnumerateObject().All(f => f.Name is "Liked" or "Disliked" && f.Value.ValueKind == JsonValueKind.Array && f.Value.EnumerateArray().All(t => t.ValueKind == JsonValueKind.String))
            ? new() { Liked = Texts("Liked"), Disliked = Texts("Disliked") }
            : null;

        IReadOnlyList<string> Texts(string field) => facets.TryGetProperty(field, out var texts) ? [.. texts.EnumerateArray().Select(t => t.GetString()!)] : [];
    }

    /// <summary>The expression that a field such as <c>Contextualized Mention</c> holds; null where it names none.</summary>
    public static string? Expression(string name) =>
        Conversations.Expressions.RealPref.FirstOrDefault(expression => name.Contains(expression, StringComparison.OrdinalIgnoreCase));
}
