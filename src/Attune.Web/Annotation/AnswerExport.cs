using System.Globalization;
using System.Text.Json;
using Attune.Runs.Pairs;

namespace Attune.Web.Annotation;

/// <summary>The answers of a round as a file: who said what of whom, under pseudonyms.</summary>
internal static class AnswerExport
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Names =
        ["round", "annotator", "pair_id", "a_model", "a_method", "b_model", "b_method", "context", "winner", "side", "swapped", "opinion_seen", "model_says", "seconds", "answered_at", "comment"];

    /// <summary>One object a line.</summary>
    public static byte[] Lines(Round round, IReadOnlyList<AnswerRow> answers, IReadOnlyDictionary<string, string> bodies)
    {
        using var stream = new MemoryStream();
        foreach (var answer in answers)
        {
            using (var json = new Utf8JsonWriter(stream, Plain))
            {
                json.WriteStartObject();
                foreach (var (name, value) in Names.Zip(Values(round, answer, ContestRounds.Read(bodies[answer.ItemId])))) Write(json, name, value);
                json.WriteEndObject();
            }

            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }

    /// <summary>A head and a row for each.</summary>
    public static string Csv(Round round, IReadOnlyList<AnswerRow> answers, IReadOnlyDictionary<string, string> bodies) => string.Concat(
        answers.Select(a => Values(round, a, ContestRounds.Read(bodies[a.ItemId])).Select(Text)).Prepend(Names).Select(row => string.Join(',', row.Select(Cell)) + "\r\n"));

    private static object?[] Values(Round round, AnswerRow answer, ShownContest contest) =>
    [
        round.Id, answer.Pseudonym, contest.PairId, contest.A.Model, contest.A.Method, contest.B.Model, contest.B.Method, contest.A.Context, answer.Preferred, answer.Answer,
        answer.Swapped != 0, answer.OpinionAt is not null, answer.ModelSays, answer.ActiveMs / 1000.0, answer.AnsweredAt, answer.Comment,
    ];

    private static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: json.WriteNull(name); break;
            case bool yes: json.WriteBoolean(name, yes); break;
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
