using Attune.Models.Embedded;
using Attune.People;

namespace Attune.Synthesis.Rules;

/// <summary>The words that tell two opposed preferences apart: stems that stand in the text or facets of one and not of the other. A query for both does without them.</summary>
internal static class PairWords
{
    /// <summary>Those that a query uses, in its order, lower-case.</summary>
    public static IEnumerable<string> In(string query, (string Text, Facets? Facets) one, (string Text, Facets? Facets) other)
    {
        var telling = Of(one);
        telling.SymmetricExceptWith(Of(other));
        return Stems.Content(query).Where(w => telling.Contains(Stems.Stem(w))).Distinct(StringComparer.Ordinal);
    }

    private static HashSet<string> Of((string Text, Facets? Facets) preference) =>
        [.. new[] { preference.Text }.Concat(preference.Facets?.Liked ?? []).Concat(preference.Facets?.Disliked ?? []).SelectMany(Opposition.Substance)];
}
