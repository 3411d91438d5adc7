using System.Text.Json;
using Attune.People;
using Attune.Questions;

namespace Attune.Datasets.Exporting;

/// <summary>Our records in the shapes of RealPref's appendices A and B.</summary>
internal sealed class RealPrefRecords(Dataset dataset, Losses losses)
{
    public static void Write(Utf8JsonWriter json, Profile profile)
    {
        using var record = new RealPrefRecord(json);
        using (var facts = record.Inner("Demographics"))
        {
            var known = profile.Demographics;
            facts.Text("Name", known.Name).Text("Birth", known.Birth).Text("Gender", known.Gender).Text("Education", known.Education)
                .Text("Occupation", known.Occupation).Text("Economic Status", known.EconomicStatus).Text("Marital Status", known.MaritalStatus)
                .Rest(known.Extra);
        }

        record.Text("Original Persona", profile.Persona).Text("Extended Persona", profile.ExtendedPersona).Rest(profile.Extra);
    }

    public void Write(Utf8JsonWriter json, LifeEvent life)
    {
        losses.Add("unknown fields of life events", life.Extra is not null);
        using var record = new RealPrefRecord(json);
        WriteDay(record, life.Date).Text("Event", life.Event);
    }

    public void WriteOriginal(Utf8JsonWriter json, Preference preference)
    {
        losses.Add("unknown fields of events", preference.Event?.Extra is not null);
        using var record = new RealPrefRecord(json);
        record.Text("Preference", preference.Text).Text("Topic", TopicOf(preference)).Text("Type", preference.Type?.ToString());
        WriteDay(record, preference.Event?.Date).Text("Event", preference.Event?.Text);
        WriteRest(record, preference);
    }

    /// <summary>Two objects, as the paper prints them: the originals, then what follows from them.</summary>
    public void WriteGeneralized(Utf8JsonWriter json, Preference preference)
    {
        losses.Add("events of generalized preferences", preference.Event is not null);
        json.WriteStartObject();
        json.WriteStartArray("Original Preference");
        foreach (var original in preference.DerivedFrom.Select(dataset.Preference))
        {
            using var record = new RealPrefRecord(json);
            record.Text("Topic", TopicOf(original)).Text("Preference", original.Text);
        }

        json.WriteEndArray();
        json.WriteEndObject();

        json.WriteStartObject();
        using (var record = new RealPrefRecord(json, "Generalized Preference"))
        {
            record.Text("Infer_reason", preference.InferReason).Text("Topic", TopicOf(preference)).Text("Preference", preference.Text)
                .Text("Type", preference.Type?.ToString());
            WriteRest(record, preference);
        }

        json.WriteEndObject();
    }

    public void Write(Utf8JsonWriter json, Query query)
    {
        losses.Add("unknown fields of options", query.Options.Any(o => o.Extra is not null));
        using var record = new RealPrefRecord(json);
        record.Text("Preference", dataset.Preference(query.PreferenceId).Text).Text("Query", query.Question).Text("Explanation", query.Explanation);
        if (query.Options.Count > 0)
            using (var options = record.Inner("MCQ_options"))
                foreach (var option in query.Options) options.Text(option.Label, option.Text);
        record.Text("Correct_Answer", query.Answer).Text("T_Query", query.TrueQuestion).Text("F_Query", query.FalseQuestion).Rest(query.Extra);
    }

    /// <summary>What the paper's example does not have, but its requirements ask for (the reason) or our judges use (the facets).</summary>
    private void WriteRest(RealPrefRecord record, Preference preference)
    {
        losses.Add("unknown fields of facets", preference.Facets?.Extra is not null);
        record.Text("Reason", preference.Reason);
        if (preference.Facets is { } facets)
            using (var inner = record.Inner("Facets")) inner.Texts("Liked", facets.Liked).Texts("Disliked", facets.Disliked);
        record.Rest(preference.Extra);
    }

    private string TopicOf(Preference preference)
    {
        var topic = preference.Topic;
        losses.Add("unknown fields of topics", topic.Extra is not null);
        losses.Add("fields of topics behind a colon of their own", topic.Field.Contains(':', StringComparison.Ordinal));
        return $"{topic.Field}: {topic.Subtopic}";
    }

    private static RealPrefRecord WriteDay(RealPrefRecord record, DateOnly? date) => record.Text("Date", date is { } day ? Day.Slashed(day) : null);
}
