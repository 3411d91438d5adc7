using Attune.Models.Embedded;
using Attune.People;

namespace Attune.Synthesis.Rules;

/// <summary>Whether preferences of one user go together.</summary>
internal static class Likeness
{
    /// <summary>From here on, two preferences count as the same: half of the content words of both are shared.</summary>
    private const double Same = 0.5;

    /// <summary>Whether two preferences say nearly the same.</summary>
    public static bool AreAlike(string text, string other)
    {
        var stems = Stems.Of(text).ToHashSet(StringComparer.Ordinal);
        var others = Stems.Of(other).ToHashSet(StringComparer.Ordinal);
        var shared = stems.Count(others.Contains);
        return shared > 0 && shared >= Same * (stems.Count + others.Count - shared);
    }

    /// <summary>What one preference wants and the other rejects; null where they agree.</summary>
    public static string? Contradiction(Facets? a, Facets? b) => Both(a?.Liked, b?.Disliked) ?? Both(a?.Disliked, b?.Liked);

    private static string? Both(IReadOnlyList<string>? some, IReadOnlyList<string>? others)
    {
        if (some is null || others is null) return null;
        var keys = others.Select(Key).ToHashSet(StringComparer.Ordinal);
        return some.FirstOrDefault(s => keys.Contains(Key(s)));
    }

    private static string Key(string item) => string.Join(' ', Stems.Of(item).Order(StringComparer.Ordinal));
}
