using System.Text.Json;

namespace Attune.Web.ModelServer;

/// <summary>Reads request bodies in place. Every surprise is a <see cref="Refusal"/> or a <see cref="JsonException"/>, never anything else.</summary>
internal static class RequestJson
{
    /// <summary>The longest name, stop sequence or other short string that is looked at.</summary>
    private const int LongestWord = 4096;

    /// <summary>A cursor inside the one object that a body must be.</summary>
    public static Utf8JsonReader Open(ReadOnlySpan<byte> body)
    {
        var json = new Utf8JsonReader(body);
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject) throw new Refusal(RefusalKind.Invalid, "The body must be a JSON object.");
        return json;
    }

    /// <summary>Moves to the next field's name; false at the object's end.</summary>
    public static bool NextField(this ref Utf8JsonReader json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    /// <summary>Moves to the next item; false at the array's end.</summary>
    public static bool NextItem(this ref Utf8JsonReader json) => json.Read() && json.TokenType != JsonTokenType.EndArray;

    /// <summary>Moves from a field's name to its value; false if that is null.</summary>
    public static bool HasValue(this ref Utf8JsonReader json) => json.Read() && json.TokenType != JsonTokenType.Null;

    /// <summary>Makes sure that nothing follows the body's object.</summary>
    public static void Close(this ref Utf8JsonReader json) => json.Read();

    /// <summary>The string under the cursor.</summary>
    public static string Text(this ref Utf8JsonReader json, string field)
    {
        if (json.TokenType != JsonTokenType.String) throw Refusal.Invalid(field, "a string");
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Refusal.Invalid(field, "valid Unicode, without half surrogate pairs");
        }
    }

    /// <summary>The short string under the cursor.</summary>
    public static string Word(this ref Utf8JsonReader json, string field) =>
        json.ValueSpan.Length <= LongestWord ? json.Text(field) : throw Refusal.Invalid(field, $"at most {LongestWord} bytes");

    /// <summary>The whole number under the cursor.</summary>
    public static int Integer(this ref Utf8JsonReader json, string field, int least, int most) =>
        json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Refusal.Invalid(field, most == int.MaxValue ? $"a whole number from {least}" : $"a whole number from {least} to {most}");

    /// <summary>Looks at a field that the embedded models make no use of: a wrong type is refused as the vendor does.</summary>
    public static void ExpectNumber(this ref Utf8JsonReader json, string field)
    {
        if (json.HasValue() && json.TokenType != JsonTokenType.Number) throw Refusal.Invalid(field, "a number");
    }

    /// <summary>The truth value under the cursor.</summary>
    public static bool Flag(this ref Utf8JsonReader json, string field) => json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Refusal.Invalid(field, "true or false"),
    };

    /// <summary>The array of short strings under the cursor.</summary>
    public static List<string> Words(this ref Utf8JsonReader json, string field)
    {
        if (json.TokenType != JsonTokenType.StartArray) throw Refusal.Invalid(field, "an array of strings");
        var words = new List<string>();
        while (json.NextItem()) words.Add(json.Word(field));
        return words;
    }
}
