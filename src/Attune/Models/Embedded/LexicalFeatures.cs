using Attune.Retrieval;

namespace Attune.Models.Embedded;

/// <summary>What a text has in common with others in the eyes of <see cref="LexicalEmbeddingGenerator"/>: content words by their stems, and which stand side by side.</summary>
internal static class LexicalFeatures
{
    private const float PairWeight = 0.5f;

    /// <summary>Each feature once, with its weight.</summary>
    public static IEnumerable<(string Feature, float Weight)> Of(string text)
    {
        var words = Words.Of(text).SelectMany(Parts).ToList();
        var stems = words.Where(Stems.HasContent).Select(Stems.Stem).ToList();
        var units = stems.Count > 0 ? stems : words;
        var single = units.CountBy(u => u).Select(u => (u.Key, 1 + MathF.Log(u.Value)));
        var pairs = units.Zip(units.Skip(1), (a, b) => $"{a} {b}").Distinct().Select(p => (p, PairWeight));
        return single.Concat(pairs);
    }

    /// <summary>The word; in scripts without spaces between words, every two letters that stand side by side.</summary>
    private static IEnumerable<string> Parts(string word) => word.Length > 2 && word.Any(IsDense)
        ? Enumerable.Range(0, word.Length - 1).Select(i => word.Substring(i, 2))
        : [word];

    private static bool IsDense(char letter) => letter is >= '\u0E00' and <= '\u0EFF' or >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF' or >= '\uF900' and <= '\uFAFF';
}
