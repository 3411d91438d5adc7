using System.Text;
using System.Text.Json;

namespace Attune.Judging;

/// <summary>Tells a JSON object that was cut off from text that is none.</summary>
internal static class HalfJson
{
    /// <summary>Braces looked at in one text; a hostile one must not cost minutes.</summary>
    private const int MostBraces = 100;

    /// <summary>True where an object begins in the text that is right as far as it goes, and does not end.</summary>
    public static bool IsIn(string text)
    {
        var rest = Encoding.UTF8.GetBytes(text).AsSpan();
        for (var tries = 0; tries < MostBraces && rest.IndexOf((byte)'{') is >= 0 and var brace; tries++)
        {
            rest = rest[brace..];
            if (LengthOf(rest) is not { } length) return true;
            rest = rest[Math.Max(length, 1)..];
        }

        return false;
    }

    /// <summary>Bytes of the object that comes first; 0 where it is none, null where it does not end.</summary>
    private static int? LengthOf(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
                if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0) return (int)reader.BytesConsumed;
            return null;
        }
        catch (JsonException)
        {
            return 0; // A brace in running text.
        }
    }
}
