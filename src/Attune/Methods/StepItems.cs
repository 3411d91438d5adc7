using System.Text;
using System.Text.Json;

namespace Attune.Methods;

/// <summary>Reads the JSON list that a step was asked for out of what a model wrote. Nothing is mended or invented: what cannot be read is null.</summary>
internal static class StepItems
{
    /// <summary>Brackets looked at in one reply: a model sends one list, and a hostile reply must not cost minutes.</summary>
    private const int MostTries = 100;

    /// <summary>The entries of the longest list in the text, or of the list in the longest object; null where there is none.</summary>
    /// <param name="text">What the model wrote.</param>
    /// <param name="numbered">What a number in the list may stand for, counted from 1.</param>
    public static IReadOnlyList<string>? Read(string text, IReadOnlyList<string> numbered)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var (from, longest) = (0, 0);
        IReadOnlyList<string>? items = null;
        for (var tries = 0; tries < MostTries && bytes.AsSpan(from).IndexOfAny((byte)'[', (byte)'{') is >= 0 and var start; tries++)
        {
            from += start;
            var length = TryRead(bytes.AsSpan(from), numbered, out var found);
            if (found is not null && length > longest) (items, longest) = (found, length);
            from += Math.Max(length, 1);
        }

        return items;
    }

    /// <returns>How many bytes were JSON; 0 where none.</returns>
    private static int TryRead(ReadOnlySpan<byte> bytes, IReadOnlyList<string> numbered, out IReadOnlyList<string>? items)
    {
        items = null;
        var reader = new Utf8JsonReader(bytes);
        try
        {
            if (!JsonDocument.TryParseValue(ref reader, out var json)) return 0;
            using (json) items = List(json.RootElement) is { } list ? Entries(list, numbered) : null;
            return (int)reader.BytesConsumed;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return 0; // no JSON, or half a surrogate pair in it
        }
    }

    private static JsonElement? List(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json,
        JsonValueKind.Object when json.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array).ToList() is [var only] => only.Value,
        _ => null,
    };

    private static List<string>? Entries(JsonElement list, IReadOnlyList<string> numbered)
    {
        var entries = list.EnumerateArray().Select(e => Entry(e, numbered)).ToList();
        return entries.Contains(null) ? null : [.. entries.Select(e => e!.ReplaceLineEndings(" ").Trim()).Where(e => e.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Null for what is no entry; empty for a number that stands for nothing.</summary>
    private static string? Entry(JsonElement entry, IReadOnlyList<string> numbered) => entry.ValueKind switch
    {
        JsonValueKind.String => numbered.Count > 0 ? WithoutNumber(entry.GetString()!) : entry.GetString(),
        JsonValueKind.Number when numbered.Count > 0 => entry.TryGetInt32(out var n) && n > 0 && n <= numbered.Count ? numbered[n - 1] : "",
        JsonValueKind.Object when Texts(entry) is { Count: > 0 } texts => string.Join(": ", texts),
        _ => null,
    };

    /// <summary>An entry that was copied with the number that it had in the list.</summary>
    private static string WithoutNumber(string entry)
    {
        var digits = entry.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && entry.AsSpan(digits).StartsWith(". ", StringComparison.Ordinal) ? entry[(digits + 2)..] : entry;
    }

    private static List<string> Texts(JsonElement entry) =>
        [.. entry.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).Select(p => p.Value.GetString()!)];
}
