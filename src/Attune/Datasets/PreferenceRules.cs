using Attune.People;

namespace Attune.Datasets;

/// <summary>What makes a preference record valid within its dataset.</summary>
internal static class PreferenceRules
{
    public static IEnumerable<(string Problem, string Mend)> Check(
        Preference preference, IReadOnlySet<string> users, IReadOnlyDictionary<string, Preference> all)
    {
        if (!users.Contains(preference.UserId))
            yield return ($"user_id '{preference.UserId}' is in no profile", "Name an id of profiles.jsonl");
        if (string.IsNullOrWhiteSpace(preference.Text))
            yield return ("has an empty text", "State the preference");

        var nulls = ListRules.CheckItems(
            ("derived_from", preference.DerivedFrom), ("facets.liked", preference.Facets?.Liked ?? []), ("facets.disliked", preference.Facets?.Disliked ?? []),
            ("sources", preference.Sources ?? []));
        foreach (var fault in nulls) yield return fault;
        foreach (var source in (preference.Sources ?? []).Where(s => s is not null && !users.Contains(s.UserId)))
            yield return ($"sources names the user '{source.UserId}', who is in no profile", "Name an id of profiles.jsonl, or remove the source");
        if (preference.DerivedFrom.Contains(null)) yield break;

        if (preference.Kind == PreferenceKind.Original)
        {
            if (preference.DerivedFrom.Count > 0)
                yield return ("is original, yet has derived_from", "Make it generalized, or empty derived_from");
            yield break;
        }

        if (preference.DerivedFrom.Count == 0)
            yield return ("is generalized, yet derives from nothing", "Name the original preferences that it follows from in derived_from");
        foreach (var source in preference.DerivedFrom)
        {
            if (!all.TryGetValue(source, out var original))
                yield return ($"derived_from '{source}' is no preference", "Name an id of preferences.jsonl");
            else if (original.Kind != PreferenceKind.Original || original.UserId != preference.UserId)
                yield return ($"derived_from '{source}' is not an original preference of the same user", "Derive it from the user's own original preferences");
        }
    }
}
