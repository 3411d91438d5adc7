using Attune.People;
using Attune.Questions;

namespace Attune.Datasets;

/// <summary>What makes a pair record valid within its dataset.</summary>
internal static class PairRules
{
    public static IEnumerable<(string Problem, string Mend)> Check(
        PreferencePair pair, IReadOnlyDictionary<string, Preference> preferences, IReadOnlyDictionary<string, SessionOwner> sessions)
    {
        if (string.IsNullOrWhiteSpace(pair.Query))
            yield return ("has an empty query", "Write what both users ask");
        if (pair.Distance is < 1)
            yield return ($"has the distance {pair.Distance}", "Give a number from 1, the nearest, or leave it out");
        foreach (var fault in CheckChecks(pair)) yield return fault;

        var nulls = ListRules.CheckItems(("history_a", pair.HistoryA), ("history_b", pair.HistoryB), ("candidates", pair.Candidates), ("checks", pair.Checks));
        foreach (var fault in nulls) yield return fault;
        if (nulls.Count > 0) yield break;

        foreach (var fault in CheckSide("a", pair.PreferenceA, pair.HistoryA, preferences, sessions)) yield return fault;
        foreach (var fault in CheckSide("b", pair.PreferenceB, pair.HistoryB, preferences, sessions)) yield return fault;
        if (preferences.TryGetValue(pair.PreferenceA, out var a) && preferences.TryGetValue(pair.PreferenceB, out var b) && a.UserId == b.UserId)
            yield return ($"both preferences belong to the user '{a.UserId}'", "Opposed preferences are held by two users: give the second one to another profile");
    }

    private static IEnumerable<(string, string)> CheckChecks(PreferencePair pair)
    {
        foreach (var check in pair.Checks)
        {
            if (check is not null && (check.Choice < 0 || check.Choice > pair.Candidates.Count))
                yield return ($"a check chooses candidate {check.Choice} of {pair.Candidates.Count}", "Give the number of a candidate from 1, or 0 for none");
        }
    }

    private static IEnumerable<(string, string)> CheckSide(
        string side, string id, IReadOnlyList<string> history, IReadOnlyDictionary<string, Preference> preferences, IReadOnlyDictionary<string, SessionOwner> sessions)
    {
        if (!preferences.TryGetValue(id, out var preference))
        {
            yield return ($"preference_{side} '{id}' is no preference", "Name an id of preferences.jsonl");
            yield break;
        }

        foreach (var session in history)
        {
            if (!sessions.TryGetValue(session, out var owner))
                yield return ($"history_{side} has '{session}', which is no session", "Name ids of sessions.jsonl");
            else if (owner.UserId is { } user && user != preference.UserId)
                yield return ($"history_{side} has '{session}', a session of user '{user}'", $"Name sessions of '{preference.UserId}', who holds the preference, and random ones");
        }

        if (history.Distinct(StringComparer.Ordinal).Count() < history.Count)
            yield return ($"history_{side} has a session twice", "Name each once");
        string[] revealing = preference.Kind == PreferenceKind.Original ? [id] : [.. preference.DerivedFrom];
        if (!history.Any(s => sessions.TryGetValue(s, out var owner) && revealing.Contains(owner.PreferenceId)))
            yield return ($"no session of history_{side} reveals '{id}'", "Add the one that does, with kind preference and its preference_id");
    }
}
