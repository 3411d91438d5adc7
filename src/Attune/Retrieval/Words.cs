using System.Text.RegularExpressions;

namespace Attune.Retrieval;

/// <summary>Splits text into the words that retrieval counts.</summary>
internal static partial class Words
{
    /// <summary>Runs of letters, digits and underscore, lower-case, in order; no stop list, no stemming.</summary>
    public static List<string> Of(string text)
    {
        var words = new List<string>(text.Length / 6);
        foreach (var match in Word().EnumerateMatches(text)) words.Add(text.AsSpan(match.Index, match.Length).ToString().ToLowerInvariant());
        return words;
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
