using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Attune.Judging;

/// <summary>Finds what a reply says in JSON, wherever in it the JSON stands.</summary>
internal static class ReplyJson
{
    /// <summary>Objects looked at in one reply; a judge sends one, and a hostile reply must not cost minutes.</summary>
    private const int MostObjects = 100;

    /// <summary>Every value of the name that stands in an outermost JSON object of the text, with the object's rationale.</summary>
    public static List<(string Value, string? Rationale)> Values(string text, string name)
    {
        var found = new List<(string, string?)>();
        var bytes = Encoding.UTF8.GetBytes(text);
        var from = 0;
        for (var tries = 0; tries < MostObjects && bytes.AsSpan(from).IndexOf((byte)'{') is >= 0 and var brace; tries++)
        {
            from += brace;
            if (TryReadObject(bytes.AsSpan(from), out var json, out var length))
            {
                using (json) Collect(json.RootElement, name, found);
                from += length;
            }
            else
            {
                from++;
            }
        }

        return found;
    }

    private static bool TryReadObject(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out JsonDocument? json, out int length)
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            var whole = JsonDocument.TryParseValue(ref reader, out json);
            length = (int)reader.BytesConsumed;
            return whole && json is not null;
        }
        catch (JsonException)
        {
            // This brace opens no JSON object; a later one may.
            (json, length) = (null, 0);
            return false;
        }
    }

    private static void Collect(JsonElement json, string name, List<(string, string?)> found)
    {
        var rationale = json.EnumerateObject().FirstOrDefault(p => Is(p, "rationale")).Value is { ValueKind: JsonValueKind.String } why ? Text(why) : null;
        foreach (var property in json.EnumerateObject().Where(p => Is(p, name))) found.Add((Text(property.Value), rationale));
    }

    private static bool Is(JsonProperty property, string name) => property.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static string Text(JsonElement value)
    {
        try
        {
            return value.ToString();
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText(); // half a surrogate pair
        }
    }
}
