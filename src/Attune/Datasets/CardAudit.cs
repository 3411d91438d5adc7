using System.Text;
using System.Text.Json;

namespace Attune.Datasets;

/// <summary>
/// The field <c>audit</c> of a card: what an audit found. It tells of the data and is no part of it. So it is put into the file and
/// taken out of it without changing any other byte, and the dataset's hash leaves it out.
/// </summary>
internal static class CardAudit
{
    public const string Field = "audit";

    private static ReadOnlySpan<byte> Utf8Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>The file's bytes as they were before the field was put in; all of them where it has none, or is no JSON object.</summary>
    public static byte[] Without(ReadOnlySpan<byte> card)
    {
        try
        {
            return Cut(card, out _);
        }
        catch (JsonException)
        {
            return card.ToArray();
        }
    }

    /// <summary>The file's bytes with the field as the last one, in the place of an older one.</summary>
    /// <param name="card">A valid card.</param>
    /// <param name="audit">The field's value as JSON, lines indented by two.</param>
    public static byte[] With(ReadOnlySpan<byte> card, string audit)
    {
        var bare = Cut(card, out var end);
        var field = Encoding.UTF8.GetBytes($",\n  \"{Field}\": {audit.ReplaceLineEndings("\n  ")}");
        return [.. bare.AsSpan(0, end), .. field, .. bare.AsSpan(end)];
    }

    /// <param name="card">The file.</param>
    /// <param name="end">Where the last of the other fields ends.</param>
    private static byte[] Cut(ReadOnlySpan<byte> card, out int end)
    {
        var mark = card.StartsWith(Utf8Mark) ? Utf8Mark.Length : 0;
        var reader = new Utf8JsonReader(card[mark..]);
        var (from, to, before, isFirst) = (0, 0, 0, true);
        reader.Read();
        before = (int)reader.BytesConsumed;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isAudit = reader.ValueTextEquals(Field);
            var start = isFirst ? (int)reader.TokenStartIndex : before;
            reader.Skip();
            var consumed = (int)reader.BytesConsumed;
            if (isAudit) (from, to) = (start, isFirst ? consumed + CommaAfter(card[mark..], consumed) : consumed);
            else before = consumed;
            isFirst = false;
        }

        end = mark + (before > from ? before - (to - from) : before);
        return [.. card[..(mark + from)], .. card[(mark + to)..]];
    }

    /// <summary>Bytes up to the comma behind a value, the comma and the white space behind it included.</summary>
    private static int CommaAfter(ReadOnlySpan<byte> json, int place)
    {
        var comma = json[place..].IndexOf((byte)',');
        if (comma < 0) return 0;
        var next = json[(place + comma + 1)..].IndexOfAnyExcept(" \t\r\n"u8);
        return comma + 1 + Math.Max(next, 0);
    }
}
