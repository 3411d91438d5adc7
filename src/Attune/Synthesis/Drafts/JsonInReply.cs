using System.Text;
using System.Text.Json;
using Attune.Tasks;

namespace Attune.Synthesis.Drafts;

/// <summary>Finds the JSON object in a model's reply: bare, in a code fence, after thinking or with prose around it, trailing commas mended.</summary>
internal static class JsonInReply
{
    /// <summary>Braces looked at; a hostile reply must not cost minutes.</summary>
    private const int MostStarts = 50;

    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>The largest object; null where there is none that is whole.</summary>
    public static byte[]? In(string reply)
    {
        var bytes = Encoding.UTF8.GetBytes(Reasoning.Without(reply));
        byte[]? largest = null;
        var from = 0;
        for (var starts = 0; starts < MostStarts && bytes.AsSpan(from).IndexOf((byte)'{') is >= 0 and var brace; starts++)
        {
            from += brace;
            var length = Length(bytes.AsSpan(from));
            if (length > (largest?.Length ?? 0)) largest = bytes.AsSpan(from, length).ToArray();
            from += Math.Max(length, 1);
        }

        return largest;
    }

    /// <summary>Bytes of the object that begins here; 0 where it is none.</summary>
    private static int Length(ReadOnlySpan<byte> bytes)
    {
        var reader = new Utf8JsonReader(bytes, Lenient);
        try
        {
            return reader.Read() && reader.TrySkip() ? (int)reader.BytesConsumed : 0;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
