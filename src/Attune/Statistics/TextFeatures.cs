using System.Text.RegularExpressions;

namespace Attune.Statistics;

/// <summary>
/// Gives each text the set of its words and of its pairs of neighbouring words, as numbers. The pairs tell "tea over coffee" from
/// "coffee over tea". Words are runs of letters and digits, lower-case; in scripts that leave no space between words, each character is one.
/// </summary>
internal sealed partial class TextFeatures
{
    // A word alone is a pair whose first word is -1.
    private readonly Dictionary<(int First, int Second), int> _ids = [];
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal);

    /// <summary>Different features so far.</summary>
    public int Count => _ids.Count;

    /// <summary>The text's features, each once, in the order of their first occurrence; empty for a text without words.</summary>
    public int[] Of(string text)
    {
        var features = new HashSet<int>();
        var before = -1;
        foreach (var match in Word().EnumerateMatches(text))
        {
            var word = WordOf(text.AsSpan(match.Index, match.Length));
            features.Add(IdOf(-1, word));
            if (before >= 0) features.Add(IdOf(before, word));
            before = word;
        }

        return [.. features];
    }

    private int WordOf(ReadOnlySpan<char> span)
    {
        var word = span.ToString().ToLowerInvariant();
        if (!_words.TryGetValue(word, out var id)) _words[word] = id = _words.Count;
        return id;
    }

    private int IdOf(int first, int second)
    {
        if (!_ids.TryGetValue((first, second), out var id)) _ids[(first, second)] = id = _ids.Count;
        return id;
    }

    [GeneratedRegex(@"[\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}\p{IsThai}]|[\w-[\p{IsCJKUnifiedIdeographs}\p{IsHiragana}\p{IsKatakana}\p{IsThai}]]+")]
    private static partial Regex Word();
}
