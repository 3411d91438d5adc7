using System.Text.Json;
using Attune.Conversations;
using Attune.People;

namespace Attune.Datasets.Importing;

/// <summary>Writes one RealPref user as records of ours: profile, preferences, sessions and queries, in this order.</summary>
internal sealed class RealPrefUserWriter
{
    private static readonly string[] LifeEventFields = ["Date", "Event", "Conversation", "Conversations"];

    private readonly RealPrefUser _user;
    private readonly DatasetWriter _writer;
    private readonly Dictionary<string, Preference> _byText = new(StringComparer.Ordinal);

    private RealPrefUserWriter(RealPrefUser user, DatasetWriter writer) => (_user, _writer) = (user, writer);

    public static void Write(RealPrefUser user, DatasetWriter writer, List<Anomaly> anomalies)
    {
        if (user.Profile is null) anomalies.Add(new("", user.Id, "has no profile", "given a persona that says nothing"));
        var one = new RealPrefUserWriter(user, writer);
        writer.Add(one.Profile());
        one.WriteOriginals();
        one.WriteGeneralized();
        one.WriteExpressed();
        one.WriteLifeDialogues();
        one.WriteQueries();
    }

    private Profile Profile()
    {
        var record = _user.Profile;
        var facts = record?.Field("Demographics", JsonValueKind.Object);
        return new Profile
        {
            Id = _user.Id,
            Persona = record?.Text("Original Persona") ?? Persona.Unknown,
            ExtendedPersona = record?.Text("Extended Persona"),
            Demographics = facts is null ? new() : Demographics(record!.Part(facts.Value)),
            LifeEvents = [.. _user.LifeEvents.Select(LifeEvent).OfType<LifeEvent>().Distinct().OrderBy(e => e.Date)],
            Extra = record?.SourceWithout([.. record.Texts("Original Persona", "Extended Persona"), .. facts is null ? [] : (string[])["Demographics"]]),
        };
    }

    private static Demographics Demographics(SourceRecord facts) => new()
    {
        Name = facts.Text("Name"),
        Birth = facts.Text("Birth"),
        Gender = facts.Text("Gender"),
        Education = facts.Text("Education"),
        Occupation = facts.Text("Occupation"),
        EconomicStatus = facts.Text("Economic Status"),
        MaritalStatus = facts.Text("Marital Status"),
        Extra = facts.SourceWithout([.. facts.Texts("Name", "Birth", "Gender", "Education", "Occupation", "Economic Status", "Marital Status")]),
    };

    private static LifeEvent? LifeEvent(SourceRecord record)
    {
        RealPrefValues.CheckDate(record);
        foreach (var field in record.Json.EnumerateObject().Where(f => !LifeEventFields.Contains(f.Name)))
            record.Report($"has the unknown field '{field.Name}'", "left out");
        if (record.Text("Event") is { } text) return new() { Date = RealPrefValues.Date(record), Event = text };
        record.Report("is a life event that tells nothing", "left out");
        return null;
    }

    private void WriteOriginals()
    {
        foreach (var (i, record) in _user.Originals.Index())
        {
            RealPrefValues.CheckDate(record);
            var (text, date, type, facets) = (record.Text("Event"), RealPrefValues.Date(record), RealPrefValues.Type(record), RealPrefValues.Facets(record));
            var expressions = record.Json.EnumerateObject().Select(f => f.Name).Where(name => RealPrefValues.Expression(name) is not null);
            List<string> used = ["Conversations", .. record.Texts("Preference", "Topic", "Reason"), .. expressions];
            if (type is not null) used.Add("Type");
            if (facets is not null) used.Add("Facets");
            if (text is not null) used.AddRange(date is null ? ["Event"] : ["Event", "Date"]);
            Add(record, new Preference
            {
                Id = $"{_user.Id}-p{i + 1:00}",
                UserId = _user.Id,
                Kind = PreferenceKind.Original,
                Type = type,
                Topic = RealPrefValues.Topic(record),
                Text = record.Text("Preference")!,
                Reason = record.Text("Reason"),
                Facets = facets,
                Event = text is null ? null : new() { Date = date, Text = text },
                Extra = record.SourceWithout(used),
            });
        }
    }

    private void WriteGeneralized()
    {
        foreach (var (i, (record, originals)) in _user.Generalized.Index())
        {
            if (record.Text("Preference") is not { } text)
            {
                record.Report("is a generalized preference without a text", "left out");
                continue;
            }

            var (sources, type, facets) = (Sources(record, originals), RealPrefValues.Type(record), RealPrefValues.Facets(record));
            if (sources.Count == 0)
            {
                record.Report("derives from no original preference that its user has", "left out");
                continue;
            }

            List<string> used = [.. record.Texts("Preference", "Topic", "Infer_reason", "Reason")];
            if (type is not null) used.Add("Type");
            if (facets is not null) used.Add("Facets");
            Add(record, new Preference
            {
                Id = $"{_user.Id}-g{i + 1:00}",
                UserId = _user.Id,
                Kind = PreferenceKind.Generalized,
                Type = type,
                Topic = RealPrefValues.Topic(record),
                Text = text,
                DerivedFrom = sources,
                InferReason = record.Text("Infer_reason"),
                Reason = record.Text("Reason"),
                Facets = facets,
                Extra = record.SourceWithout(used),
            });
        }
    }

    private List<string> Sources(SourceRecord record, IReadOnlyList<string> originals)
    {
        var sources = new List<string>();
        foreach (var text in originals)
        {
            if (_byText.TryGetValue(text, out var original) && original.Kind == PreferenceKind.Original) sources.Add(original.Id);
            else record.Report($"names the original preference '{text}', which its user does not have", "derived from the others");
        }

        return [.. sources.Distinct()];
    }

    private void Add(SourceRecord record, Preference preference)
    {
        _writer.Add(preference);
        if (!_byText.TryAdd(preference.Text, preference))
            record.Report($"says the same as '{_byText[preference.Text].Id}'", "kept; its conversations and queries go to the first");
    }

    private void WriteExpressed()
    {
        var numbers = new Dictionary<(string Preference, string Expression), int>();
        foreach (var (record, text, expression, dialogue) in _user.Expressed)
        {
            if (!_byText.TryGetValue(text, out var preference) || preference.Kind != PreferenceKind.Original)
            {
                record.Report($"reveals '{text}', which is no original preference of its user", "left out");
                continue;
            }

            foreach (var turns in RealPrefTurns.Of(record, dialogue))
            {
                var number = numbers[(preference.Id, expression)] = numbers.GetValueOrDefault((preference.Id, expression)) + 1;
                _writer.Add(new Session
                {
                    Id = $"{preference.Id}-{expression}-{number}",
                    UserId = _user.Id,
                    Kind = SessionKind.Preference,
                    Expression = expression,
                    PreferenceId = preference.Id,
                    Date = preference.Event?.Date,
                    Turns = turns,
                });
            }
        }
    }

    private void WriteLifeDialogues()
    {
        var number = 0;
        foreach (var (record, dialogue) in _user.LifeDialogues)
            foreach (var turns in RealPrefTurns.Of(record, dialogue))
                _writer.Add(new Session
                {
                    Id = $"{_user.Id}-life-{++number:00}",
                    UserId = _user.Id,
                    Kind = SessionKind.LifeEvent,
                    Date = RealPrefValues.Date(record),
                    Turns = turns,
                });
    }

    private void WriteQueries()
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var record in _user.Queries)
        {
            if (record.Text("Preference") is not { } text || !_byText.TryGetValue(text, out var preference))
                record.Report("asks about a preference that its user does not have", "left out");
            else if (RealPrefQuery.Read(record, preference.Id, numbers.GetValueOrDefault(preference.Id) + 1) is { } query)
            {
                _writer.Add(query);
                numbers[preference.Id] = numbers.GetValueOrDefault(preference.Id) + 1;
            }
        }
    }
}
