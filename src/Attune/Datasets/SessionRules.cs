using Attune.Conversations;
using Attune.People;

namespace Attune.Datasets;

/// <summary>What makes a session record valid within its dataset.</summary>
internal static class SessionRules
{
    public static IEnumerable<(string Problem, string Mend)> Check(
        Session session, IReadOnlySet<string> users, IReadOnlyDictionary<string, Preference> preferences)
    {
        if (ListRules.CheckItems(("turns", session.Turns)) is { Count: > 0 } nulls)
        {
            foreach (var fault in nulls) yield return fault;
            yield break;
        }

        if (session.Turns.Count == 0) yield return ("has no turn", "Give it at least one");
        for (var i = 0; i < session.Turns.Count; i++)
            if (string.IsNullOrWhiteSpace(session.Turns[i].User))
                yield return ($"turn {i + 1} has no user message", "Write what the user says");

        foreach (var fault in session.Kind == SessionKind.Random ? CheckRandom(session) : CheckOwned(session, users)) yield return fault;
        if (session.Kind != SessionKind.Preference) yield break;
        foreach (var fault in CheckPreference(session, preferences)) yield return fault;
    }

    private static IEnumerable<(string, string)> CheckRandom(Session session)
    {
        if (session.UserId is not null)
            yield return ("is random, yet belongs to a user", "Set user_id to null: random sessions are shared");
    }

    private static IEnumerable<(string, string)> CheckOwned(Session session, IReadOnlySet<string> users)
    {
        if (session.UserId is null) yield return ("belongs to no user", "Name a user_id, or make its kind random");
        else if (!users.Contains(session.UserId)) yield return ($"user_id '{session.UserId}' is in no profile", "Name an id of profiles.jsonl");
    }

    private static IEnumerable<(string, string)> CheckPreference(Session session, IReadOnlyDictionary<string, Preference> preferences)
    {
        if (string.IsNullOrWhiteSpace(session.Expression))
            yield return ("reveals a preference, yet names no expression", "Name one: direct, contextual, stylistic, experience or your own");

        if (session.PreferenceId is null)
            yield return ("reveals a preference, yet names none", "Name its preference_id");
        else if (!preferences.TryGetValue(session.PreferenceId, out var preference))
            yield return ($"preference_id '{session.PreferenceId}' is no preference", "Name an id of preferences.jsonl");
        else if (preference.UserId != session.UserId)
            yield return ($"preference_id '{session.PreferenceId}' belongs to user '{preference.UserId}'", "Name a preference of the session's user");
        else if (preference.Kind == PreferenceKind.Generalized)
            yield return ($"reveals '{session.PreferenceId}', a generalized preference", "Generalized preferences are expressed nowhere (RealPref 3.2): drop the session, or make the preference original");
    }
}
