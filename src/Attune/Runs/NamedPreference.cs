using System.Text.RegularExpressions;
using Attune.Models.Embedded;
using Attune.People;

namespace Attune.Runs;

/// <summary>
/// Whether a text names a preference, by its words alone: it holds all words of something that honours or violates it, or at least
/// half, and two where there are two, of the words of the preference as it is stated, without its reason, and without what it is
/// preferred to. A rule, which paraphrase escapes.
/// </summary>
internal static partial class NamedPreference
{
    /// <summary>True where one of the entries names it.</summary>
    public static bool In(IEnumerable<string> entries, Preference preference)
    {
        var things = (preference.Facets?.Liked ?? []).Concat(preference.Facets?.Disliked ?? []).Select(Words).Where(w => w.Count > 0).ToList();
        var statement = Frame().Replace(Reason().Replace(preference.Text, ""), "");
        var (stated, preferred) = (Words(statement), Words(Contrast().Replace(statement, "")));
        return entries.Select(Words).Any(entry => things.Any(entry.IsSupersetOf) || Shares(entry, stated) || Shares(entry, preferred));
    }

    private static bool Shares(HashSet<string> entry, HashSet<string> stated) => stated.Count(entry.Contains) is >= 1 and var shared && shared >= Math.Min(2, stated.Count) && 2 * shared >= stated.Count;

    private static HashSet<string> Words(string text) => Stems.Of(text).ToHashSet(StringComparer.Ordinal);

    [GeneratedRegex(@"(?:,| -)? \b(?:because|since|as|so that)\b.*$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Reason();

    // What every statement has: it tells no preference from another.
    [GeneratedRegex(@"\b(?:the )?user(?:s|'s)?\b|\b(?:prefer|like|dislike|love|enjoy|hate|want|favou?r)(?:s|ed|ring)?\b", RegexOptions.IgnoreCase)]
    private static partial Regex Frame();

    [GeneratedRegex(@"\b(?:over|rather than|instead of|more than|as opposed to|and not|but not|not)\b.*$", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Contrast();
}
