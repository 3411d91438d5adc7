using Attune.People;
using Attune.Questions;

namespace Attune.Datasets;

/// <summary>What makes a query record valid within its dataset.</summary>
internal static class QueryRules
{
    private static readonly string[] Labels = ["A", "B", "C", "D"];

    public static IEnumerable<(string Problem, string Mend)> Check(Query query, IReadOnlyDictionary<string, Preference> preferences)
    {
        if (!preferences.ContainsKey(query.PreferenceId))
            yield return ($"preference_id '{query.PreferenceId}' is no preference", "Name an id of preferences.jsonl");
        if (string.IsNullOrWhiteSpace(query.Question))
            yield return ("has an empty question", "Write what the user asks");
        if ((query.TrueQuestion is null) != (query.FalseQuestion is null))
            yield return ("has only one of true_question and false_question", "Give both, so that yes and no are equally often right, or neither");

        if (query.Options.Count == 0 && query.Answer is null) yield break;
        var nulls = ListRules.CheckItems(("options", query.Options));
        foreach (var fault in nulls.Count > 0 ? nulls : CheckOptions(query)) yield return fault;
    }

    private static IEnumerable<(string, string)> CheckOptions(Query query)
    {
        if (query.Options.Count != Labels.Length)
            yield return ($"has {query.Options.Count} options", "Give four, or none");
        else if (!query.Options.Select(o => o.Label).SequenceEqual(Labels))
            yield return ("has options labelled " + string.Join(", ", query.Options.Select(o => o.Label)), "Label them A, B, C, D in this order");
        if (query.Options.Any(o => string.IsNullOrWhiteSpace(o.Text)))
            yield return ("has an empty option", "Write what it offers");
        if (query.Options.Select(o => o.Text).Distinct(StringComparer.Ordinal).Count() < query.Options.Count)
            yield return ("has the same option twice", "Make the options differ");

        if (query.Answer is null) yield return ("has no right answer", "Name the right option's label in answer");
        else if (query.Options.All(o => o.Label != query.Answer))
            yield return ($"answer '{query.Answer}' is no option's label", "Name one of " + string.Join(", ", query.Options.Select(o => o.Label)));
    }
}
