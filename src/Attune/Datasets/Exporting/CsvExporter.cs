using System.Globalization;
using System.Text.Json;
using Attune.People;
using Attune.Questions;

namespace Attune.Datasets.Exporting;

/// <summary>Writes profiles, preferences, queries and pairs as CSV tables, for spreadsheets and data frames. Sessions are not in them.</summary>
public static class CsvExporter
{
    private const string ListSeparator = "; ";

    private static readonly string[] Labels = ["A", "B", "C", "D"];

    /// <summary>
    /// Writes <c>profiles.csv</c>, <c>preferences.csv</c> and <c>queries.csv</c>, and <c>pairs.csv</c> where there are pairs, one record a row, columns named as the fields. Lists are
    /// joined by "; ", life events have a line each, unknown fields stand as one JSON object in the column <c>other</c>.
    /// </summary>
    /// <param name="dataset">What to write.</param>
    /// <param name="folder">New or empty.</param>
    /// <exception cref="BadInputException">The folder exists and is not empty, or cannot be written.</exception>
    public static ExportResult Export(Dataset dataset, string folder)
    {
        var counts = new Dictionary<string, int>();
        using var aside = new AsideFolder(folder);
        Disk.Guard(folder, () =>
        {
            Table("profiles", dataset.Profiles, [
                "id", "persona", "extended_persona", "name", "birth", "gender", "education", "occupation", "economic_status", "marital_status", "life_events", "other"], Row);
            Table("preferences", dataset.Preferences, [
                "id", "user_id", "kind", "type", "field", "subtopic", "text", "reason", "event_date", "event", "derived_from", "infer_reason", "liked", "disliked", "sources", "other"], Row);
            Table("queries", dataset.Queries, [
                "id", "preference_id", "question", "explanation", "option_a", "option_b", "option_c", "option_d", "answer", "true_question", "false_question", "other"], Row);
            if (dataset.Pairs.Count == 0) return;
            Table("pairs", dataset.Pairs, [
                "id", "field", "subtopic", "preference_a", "preference_b", "query", "history_a", "history_b", "source", "distance", "candidates", "checks", "other"], Row);
        });
        aside.Commit();
        var left = dataset.Profiles.Count + dataset.RandomSessions.Count > 0 ? new Dictionary<string, int> { ["sessions (export them as messages)"] = Sessions(dataset) } : [];
        return new(folder, counts, left, dataset.Card.License);

        void Table<T>(string name, IEnumerable<T> records, string[] header, Func<T, IEnumerable<string?>> row)
        {
            using var file = new CsvFile(aside.Create($"{name}.csv"), header);
            foreach (var record in records) file.Write(row(record));
            counts[name] = file.Rows;
        }
    }

    private static int Sessions(Dataset dataset) => dataset.Profiles.Sum(p => dataset.SessionsOf(p.Id).Count) + dataset.RandomSessions.Count;

    private static IEnumerable<string?> Row(Profile profile)
    {
        var facts = profile.Demographics;
        return
        [
            profile.Id, profile.Persona, profile.ExtendedPersona,
            facts.Name, facts.Birth, facts.Gender, facts.Education, facts.Occupation, facts.EconomicStatus, facts.MaritalStatus,
            string.Join('\n', profile.LifeEvents.Select(e => e.Date is { } date ? $"{Day.Of(date)}: {e.Event}" : e.Event)),
            Other(profile.Extra, facts.Extra),
        ];
    }

    private static IEnumerable<string?> Row(Preference preference) =>
    [
        preference.Id, preference.UserId, Word.Of(preference.Kind), preference.Type is { } type ? Word.Of(type) : null,
        preference.Topic.Field, preference.Topic.Subtopic, preference.Text, preference.Reason,
        preference.Event?.Date is { } date ? Day.Of(date) : null, preference.Event?.Text,
        string.Join(ListSeparator, preference.DerivedFrom), preference.InferReason,
        string.Join(ListSeparator, preference.Facets?.Liked ?? []), string.Join(ListSeparator, preference.Facets?.Disliked ?? []),
        string.Join(ListSeparator, (preference.Sources ?? []).Select(s => $"{s.UserId} {s.SessionId}")),
        Other(preference.Extra),
    ];

    private static IEnumerable<string?> Row(Query query) =>
    [
        query.Id, query.PreferenceId, query.Question, query.Explanation,
        .. Labels.Select(label => query.Options.FirstOrDefault(o => o.Label == label)?.Text),
        query.Answer, query.TrueQuestion, query.FalseQuestion,
        Other(query.Extra),
    ];

    private static IEnumerable<string?> Row(PreferencePair pair) =>
    [
        pair.Id, pair.Topic?.Field, pair.Topic?.Subtopic, pair.PreferenceA, pair.PreferenceB, pair.Query,
        string.Join(ListSeparator, pair.HistoryA), string.Join(ListSeparator, pair.HistoryB), pair.Source, pair.Distance?.ToString(CultureInfo.InvariantCulture),
        string.Join('\n', pair.Candidates), string.Join(ListSeparator, pair.Checks.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.By}: {c.Choice}"))),
        Other(pair.Extra),
    ];

    /// <summary>Unknown fields as one object; null where there is none. A name that occurs twice has its first value.</summary>
    private static string? Other(params IEnumerable<Dictionary<string, JsonElement>?> extras)
    {
        var fields = extras.SelectMany(e => e ?? []).DistinctBy(f => f.Key).ToList();
        return fields.Count == 0 ? null : $"{{{string.Join(',', fields.Select(f => $"{JsonSerializer.Serialize(f.Key, AttuneJson.Lines.String)}:{f.Value.GetRawText()}"))}}}";
    }
}
