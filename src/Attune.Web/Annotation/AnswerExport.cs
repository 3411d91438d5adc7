using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Attune.Web.Annotation;

/// <summary>The answers of a round as a file: who said what of what, under pseudonyms, and what its owner settled.</summary>
internal static class AnswerExport
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One object a line.</summary>
    public static byte[] Lines(IRoundKind kind, Round round, IReadOnlyList<JudgedItem> items, IReadOnlyDictionary<string, string> bodies)
    {
        using var stream = new MemoryStream();
        foreach (var values in Rows(kind, round, items, bodies))
        {
            using (var json = new Utf8JsonWriter(stream, Plain))
            {
                json.WriteStartObject();
                foreach (var (name, value) in Names(kind).Zip(values)) Write(json, name, value);
                json.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }

    /// <summary>A head and a row for each.</summary>
    public static byte[] Csv(IRoundKind kind, Round round, IReadOnlyList<JudgedItem> items, IReadOnlyDictionary<string, string> bodies) => Encoding.UTF8.GetBytes(string.Concat(
        Rows(kind, round, items, bodies).Select(values => values.Select(Text)).Prepend(Names(kind)).Select(row => string.Join(',', row.Select(Cell)) + "\r\n")));

    private static IEnumerable<string> Names(IRoundKind kind) => ["round", "annotator", .. kind.Columns, "seconds", "answered_at", "comment"];

    private static IEnumerable<IReadOnlyList<object?>> Rows(IRoundKind kind, Round round, IReadOnlyList<JudgedItem> items, IReadOnlyDictionary<string, string> bodies) =>
        from item in items
        from answer in item.Decision is { } decision ? [.. item.Answers, decision] : item.Answers
        select (IReadOnlyList<object?>)[round.Id, answer.Pseudonym, .. kind.Values(answer, bodies[item.Id]), answer.ActiveMs / 1000.0, answer.AnsweredAt, answer.Comment];

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case bool yes: json.WriteBoolean(name, yes); break;
            case int number: json.WriteNumber(name, number); break;
            case double number: json.WriteNumber(name, number); break;
            default: json.WriteString(name, Text(value)); break;
        }
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };

    /// <summary>Text that a spreadsheet would take for a formula begins with an apostrophe.</summary>
    private static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") >= 0 ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
