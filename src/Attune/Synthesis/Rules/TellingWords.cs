using Attune.Models.Embedded;
using Attune.People;

namespace Attune.Synthesis.Rules;

/// <summary>The words that tell the sides of a preference apart: stems that stand in what is liked or in what is disliked, but not in both.</summary>
internal static class TellingWords
{
    /// <summary>Empty where the preference has no facets.</summary>
    public static HashSet<string> Of(Facets? facets)
    {
        var liked = (facets?.Liked ?? []).SelectMany(Stems.Of).ToHashSet(StringComparer.Ordinal);
        liked.SymmetricExceptWith((facets?.Disliked ?? []).SelectMany(Stems.Of));
        return liked;
    }

    /// <summary>Those that a text uses, in its order.</summary>
    public static IEnumerable<string> In(string text, Facets? facets)
    {
        var telling = Of(facets);
        return Stems.Content(text).Where(w => telling.Contains(Stems.Stem(w))).Distinct(StringComparer.Ordinal);
    }
}
