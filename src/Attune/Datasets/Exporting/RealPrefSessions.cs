using System.Text.Json;
using Attune.Conversations;
using Attune.People;

namespace Attune.Datasets.Exporting;

/// <summary>Our sessions in the shapes of RealPref's appendix A.3.</summary>
internal sealed class RealPrefSessions(Dataset dataset, Losses losses)
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        [Conversations.Expressions.Direct] = "Direct Statement",
        [Conversations.Expressions.Contextual] = "Contextualized Mention",
        [Conversations.Expressions.Stylistic] = "Stylistic Expression",
        [Conversations.Expressions.Experience] = "Experience Feedback",
    };

    /// <summary>Whether RealPref has a place for the session; one without is counted as lost.</summary>
    public bool HasPlace(Session session)
    {
        var isChat = session.Kind == SessionKind.Chat;
        losses.Add("sessions of kind chat", isChat);
        var hasName = session.Kind != SessionKind.Preference || Names.ContainsKey(session.Expression!);
        losses.Add($"sessions of expression '{session.Expression}'", !hasName);
        return hasName && !isChat;
    }

    /// <summary>A preference with its sessions, by expression.</summary>
    public void WritePreference(Utf8JsonWriter json, IGrouping<string, Session> sessions)
    {
        var preference = dataset.Preference(sessions.Key);
        foreach (var session in sessions)
        {
            Check(session);
            losses.Add("dates of sessions on another day than their preference's event", session.Date != preference.Event?.Date);
        }

        json.WriteStartObject();
        json.WriteString("Preference", preference.Text);
        json.WriteStartObject("Conversations");
        foreach (var expression in sessions.GroupBy(s => s.Expression!, StringComparer.Ordinal))
        {
            json.WritePropertyName(Names[expression.Key]);
            RealPrefDialogueWriter.Write(json, [.. expression.Select(s => s.Turns)]);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>A life event with its conversation; the conversation alone where no event has its day.</summary>
    public void WriteLife(Utf8JsonWriter json, Session session, Profile profile)
    {
        Check(session);
        var life = session.Date is null ? null : profile.LifeEvents.FirstOrDefault(e => e.Date == session.Date);
        losses.Add("dates of life-event sessions on no event's day", session.Date is not null && life is null);
        if (life is null)
        {
            RealPrefDialogueWriter.Write(json, [session.Turns]);
            return;
        }

        using var record = new RealPrefRecord(json);
        record.Text("Date", Day.Slashed(session.Date!.Value)).Text("Event", life.Event);
        json.WritePropertyName("Conversation");
        RealPrefDialogueWriter.Write(json, [session.Turns]);
    }

    public void WriteRandom(Utf8JsonWriter json, Session session)
    {
        Check(session);
        losses.Add("dates of random sessions", session.Date is not null);
        RealPrefDialogueWriter.Write(json, [session.Turns]);
    }

    private void Check(Session session)
    {
        losses.Add("sessions' marks of revealing turns", session.Turns.Any(t => t.Reveals is not null));
        losses.Add("unknown fields of sessions", session.Extra is not null || session.Turns.Any(t => t.Extra is not null));
    }
}
