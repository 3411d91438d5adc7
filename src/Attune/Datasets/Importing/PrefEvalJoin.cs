using System.Text.Json;
using Attune.Conversations;
using Attune.People;
using Attune.Questions;

namespace Attune.Datasets.Importing;

/// <summary>
/// Joins the records that the views have of one item, by topic and index alone. Of a text that differs between views the earlier
/// view's counts; every field that finds no place of its own is kept, raw, under its view's name in the preference.
/// </summary>
internal sealed class PrefEvalJoin
{
    /// <summary>What the assistant answers to a preference stated outright, in every item, so that the history is the same for every model.</summary>
    public const string Acknowledgement = "Thank you for telling me. I will keep that in mind.";

    private readonly string _id;
    private readonly Topic _topic;
    private readonly IReadOnlyDictionary<PrefEvalView, SourceRecord> _records;
    private readonly HashSet<(PrefEvalView View, string Field)> _used = [];

    private PrefEvalJoin(string id, Topic topic, IReadOnlyDictionary<PrefEvalView, SourceRecord> records) =>
        (_id, _topic, _records) = (id, topic, records);

    /// <summary>The item; null, and reported, where no view states a preference.</summary>
    public static PrefEvalItem? Join(string id, Topic topic, IReadOnlyDictionary<PrefEvalView, SourceRecord> records)
    {
        var join = new PrefEvalJoin(id, topic, records);
        if (join.Agreed("preference") is { } preference) return join.Read(preference);
        records.Values.FirstOrDefault()?.Report("no view states the preference", "the item was left out");
        return null;
    }

    private PrefEvalItem Read(string preference)
    {
        var profile = new Profile { Id = _id, Persona = Take(PrefEvalView.Persona, "persona") ?? Persona.Unknown };
        var query = ReadQuery();
        List<Session> sessions = [DirectSession(preference), .. ChoiceSession(), .. PersonaSession()];
        var original = new Preference
        {
            Id = _id,
            UserId = _id,
            Kind = PreferenceKind.Original,
            Topic = _topic,
            Text = preference,
            Extra = Unplaced(),
        };
        return new(profile, original, sessions, query);
    }

    private Query? ReadQuery()
    {
        if (Agreed("question") is not { } question)
        {
            _records.Values.First().Report("no view has a question", "the item has no query");
            return null;
        }

        var open = new Query { Id = _id, PreferenceId = _id, Question = question, Explanation = Agreed("explanation") };
        var query = PrefEvalQuery.WithOptions(open, _records.GetValueOrDefault(PrefEvalView.MultipleChoice));
        if (query.Options.Count > 0) _used.Add((PrefEvalView.MultipleChoice, PrefEvalQuery.OptionsField));
        return query;
    }

    private Session DirectSession(string preference) =>
        SessionOf("direct", [new Turn { User = preference, Assistant = Acknowledgement, Reveals = true }]);

    private IEnumerable<Session> ChoiceSession()
    {
        if (!_records.TryGetValue(PrefEvalView.Choice, out var record)) yield break;
        if (PrefEvalConversations.ReadChoice(record, out var isWhole) is not { } turns) yield break;
        if (isWhole) _used.Add((PrefEvalView.Choice, "conversation"));
        yield return SessionOf("choice", turns);
    }

    private IEnumerable<Session> PersonaSession()
    {
        if (!_records.TryGetValue(PrefEvalView.Persona, out var record)) yield break;
        if (PrefEvalConversations.ReadPersona(record, out var isWhole) is not { } turns) yield break;
        if (isWhole) _used.Add((PrefEvalView.Persona, "conversation"));
        yield return SessionOf("persona", turns);
    }

    private Session SessionOf(string expression, IReadOnlyList<Turn> turns) => new()
    {
        Id = $"{_id}-{expression}",
        UserId = _id,
        Kind = SessionKind.Preference,
        Expression = expression,
        PreferenceId = _id,
        Turns = turns,
    };

    /// <summary>The field's text in the first view that has it; views that word it otherwise are reported.</summary>
    private string? Agreed(string field)
    {
        string? agreed = null;
        foreach (var view in PrefEvalView.All)
        {
            if (!_records.TryGetValue(view, out var record) || record.Text(field) is not { } text) continue;
            agreed ??= text;
            if (text == agreed) _used.Add((view, field));
            else record.Report($"{field} is worded otherwise than in an earlier view", $"the earlier one counts, this one is kept under '{view.Name}'");
        }

        return agreed;
    }

    private string? Take(PrefEvalView view, string field)
    {
        if (!_records.TryGetValue(view, out var record) || record.Text(field) is not { } text) return null;
        _used.Add((view, field));
        return text;
    }

    private Dictionary<string, JsonElement>? Unplaced()
    {
        var unplaced = new Dictionary<string, JsonElement>();
        foreach (var (view, record) in _records)
            if (record.Without([.. _used.Where(u => u.View == view).Select(u => u.Field)]) is { } rest)
                unplaced[view.Name] = rest;
        return unplaced.Count > 0 ? unplaced : null;
    }
}
