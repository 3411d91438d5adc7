using System.Text.RegularExpressions;
using Attune.Models.Embedded;
using Attune.People;

namespace Attune.Runs;

/// <summary>
/// Whether a text names a preference, by its words alone: it holds all words of something that honours or violates it, or at least
/// half, and two, of the words of the preference as it is stated, its reason left out. A rule, which paraphrase escapes.
/// </summary>
internal static partial class NamedPreference
{
    /// <summary>True where one of the entries names it.</summary>
    public static bool In(IEnumerable<string> entries, Preference preference)
    {
        var things = (preference.Facets?.Liked ?? []).Concat(preference.Facets?.Disliked ?? []).Select(Words).Where(w => w.Count > 0).ToList();
        var stated = Words(Reason().Replace(preference.Text, ""));
        return entries.Select(Words).Any(entry => things.Any(entry.IsSupersetOf) || Shares(entry, stated));
    }

    private static bool Shares(HashSet<string> entry, HashSet<string> stated) => stated.Count(entry.Contains) is >= 2 and var shared && 2 * shared >= stated.Count;

    private static HashSet<string> Words(string text) => Stems.Of(text).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"(?:,| -)? \b(?:because|since|as|so that)\b.*$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Reason();
}
