using System.Text.Json;
using System.Text.RegularExpressions;
using Attune.Questions;

namespace Attune.Datasets.Importing;

/// <summary>Makes the multiple-choice and true-false forms of a PrefEval item. In its source the first of four options is right.</summary>
internal static partial class PrefEvalQuery
{
    public const string OptionsField = "classification_task_options";

    private const int OptionCount = 4;

    /// <summary>The query with its options in an order that its id decides; without options where the source has no sound four.</summary>
    /// <param name="open">The query as it is asked openly.</param>
    /// <param name="record">The item's record in the multiple-choice view, where there is one.</param>
    public static Query WithOptions(Query open, SourceRecord? record)
    {
        if (record is null || ReadOptions(record) is not { } options) return open;

        var order = StableOrder.Of(open.Id, OptionCount);
        var wrong = StableOrder.Of($"{open.Id}#wrong", OptionCount).First(i => i != 0);
        return open with
        {
            Options = [.. order.Select((source, place) => new Option { Label = Label(place), Text = options[source] })],
            Answer = Label(Array.IndexOf(order, 0)),
            TrueQuestion = Ask(open.Question, options[0]),
            FalseQuestion = Ask(open.Question, options[wrong]),
        };
    }

    /// <summary>The question, and then whether one option would do.</summary>
    internal static string Ask(string question, string option) =>
        $"{question.TrimEnd()} Would this suit me: {EndOfSentence().Replace(option.Trim(), "$1")}?";

    private static string Label(int place) => ((char)('A' + place)).ToString();

    private static List<string>? ReadOptions(SourceRecord record)
    {
        if (record.Field(OptionsField, JsonValueKind.Array) is not { } array) return null;

        var texts = array.EnumerateArray()
            .Where(o => o.ValueKind == JsonValueKind.String)
            .Select(o => o.GetString()!)
            .Where(o => !string.IsNullOrWhiteSpace(o))
            .ToList();
        var problem = (texts.Count, array.GetArrayLength()) switch
        {
            (var sound, var all) when sound < all => $"{OptionsField} holds an option that is empty or no string",
            (not OptionCount, var all) => $"{OptionsField} has {all} options, not {OptionCount}",
            _ when texts.Distinct(StringComparer.Ordinal).Count() < OptionCount => $"{OptionsField} has the same option twice",
            _ => null,
        };
        if (problem is null) return texts;

        record.Report(problem, "the query has no options, their source kept");
        return null;
    }

    /// <summary>Marks that would end a sentence, before closing quotes or alone.</summary>
    [GeneratedRegex("""[\s.!?,;:…]+(["'”’]*)\z""")]
    private static partial Regex EndOfSentence();
}
