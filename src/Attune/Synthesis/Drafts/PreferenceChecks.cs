using Attune.People;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Drafts;

/// <summary>What every generated preference must meet (RealPref appendix A.2).</summary>
internal static class PreferenceChecks
{
    private const int MostFacets = 6;

    /// <summary>What is wrong with a preference, among those that the user has already.</summary>
    public static IEnumerable<string> Of(Preference preference, IReadOnlyCollection<Preference> others)
    {
        if (Texts.Length("text", preference.Text, 4, 70) is { } text) yield return text;
        if (Texts.Length("reason", preference.Reason, 1, 50) is { } reason) yield return reason;
        foreach (var fault in Facets(preference)) yield return fault;
        foreach (var other in others)
        {
            if (Likeness.AreAlike(preference.Text, other.Text)) yield return $"it says nearly the same as '{other.Text}'";
            if (Likeness.Contradiction(preference.Facets, other.Facets) is { } item) yield return $"'{item}' contradicts '{other.Text}'";
        }
    }

    private static IEnumerable<string> Facets(Preference preference)
    {
        var (liked, disliked) = (preference.Facets!.Liked, preference.Facets.Disliked);
        if (liked.Concat(disliked).Any(string.IsNullOrWhiteSpace))
        {
            yield return "liked or disliked holds an empty item";
            yield break;
        }

        var (likes, dislikes) = Sides(preference.Type);
        if (liked.Count > 0 != likes) yield return likes ? "liked is empty; name concrete things" : "liked must be empty for the type negative";
        if (dislikes ? disliked.Count == 0 : disliked.Count > 0 && preference.Type == PreferenceType.Positive)
            yield return dislikes ? "disliked is empty; name concrete things" : "disliked must be empty for the type positive";
        if (Math.Max(liked.Count, disliked.Count) > MostFacets) yield return $"more than {MostFacets} items in liked or disliked; name two to four";
        foreach (var item in liked.Concat(disliked).Where(i => Texts.Words(i) > 15)) yield return $"'{item}' is no name of a thing; write at most 15 words";
        if (Likeness.Contradiction(preference.Facets, preference.Facets) is { } both) yield return $"'{both}' is both liked and disliked";
    }

    /// <summary>Whether a type has something liked, and must have something disliked.</summary>
    private static (bool Likes, bool Dislikes) Sides(PreferenceType? type) => type switch
    {
        PreferenceType.Relative => (true, true),
        PreferenceType.Negative => (false, true),
        _ => (true, false),
    };
}
