using System.Text.Json;
using Attune.Questions;

namespace Attune.Datasets.Importing;

/// <summary>Reads RealPref's query (appendix B.1).</summary>
internal static class RealPrefQuery
{
    private static readonly string[] Labels = ["A", "B", "C", "D"];

    /// <summary>The query; null, and reported, where it asks nothing.</summary>
    public static Query? Read(SourceRecord record, string preferenceId, int number)
    {
        if (record.Text("Query") is not { } question)
        {
            record.Report("has no text in 'Query'", "left out");
            return null;
        }

        var options = ReadOptions(record);
        var (yes, no) = (record.Text("T_Query"), record.Text("F_Query"));
        var isPair = (yes is null) == (no is null);
        if (!isPair) record.Report("has only one of T_Query and F_Query", "the query has no true-false form, the source is kept");

        List<string> used = [.. record.Texts("Preference", "Query", "Explanation")];
        if (options.Count > 0) used.AddRange(["MCQ_options", "Correct_Answer"]);
        if (isPair) used.AddRange(record.Texts("T_Query", "F_Query"));
        return new Query
        {
            Id = $"{preferenceId}-q{number}",
            PreferenceId = preferenceId,
            Question = question,
            Explanation = record.Text("Explanation"),
            Options = options,
            Answer = options.Count > 0 ? record.Text("Correct_Answer") : null,
            TrueQuestion = isPair ? yes : null,
            FalseQuestion = isPair ? no : null,
            Extra = record.SourceWithout(used),
        };
    }

    private static List<Option> ReadOptions(SourceRecord record)
    {
        if (!record.Json.TryGetProperty("MCQ_options", out var source)) return [];
        if (source.ValueKind != JsonValueKind.Object) return Refuse("MCQ_options is no object");

        var fields = record.Part(source);
        List<Option> options = [.. Labels.Select(label => new Option { Label = label, Text = fields.Text(label) ?? "" })];
        if (options.Exists(o => o.Text.Length == 0) || source.EnumerateObject().Count() != Labels.Length)
            return Refuse("MCQ_options is not A, B, C and D with a text each");
        if (options.DistinctBy(o => o.Text, StringComparer.Ordinal).Count() < Labels.Length)
            return Refuse("MCQ_options has the same option twice");
        return Labels.Contains(record.Text("Correct_Answer")) ? options : Refuse("Correct_Answer is none of A, B, C, D");

        List<Option> Refuse(string problem)
        {
            record.Report(problem, "the query has no options, their source kept");
            return [];
        }
    }
}
