using System.Text.RegularExpressions;

namespace Attune.Synthesis.Rules;

/// <summary>The English words with which people state a preference outright. Stylistic expression does without them (RealPref 3.3).</summary>
internal static partial class ExplicitWords
{
    /// <summary>The first one in a text; null where there is none.</summary>
    public static string? In(string text) => Outright().Match(text.Replace('\u2019', '\'')) is { Success: true } match ? match.Value : null;

    // "Like" only as a verb: after a pronoun or an auxiliary of its own, or with an ending.
    [GeneratedRegex(
        """
        \b(?:prefer(?:s|red|ring|ence|ences|able)?|lov(?:e|es|ed|ing)|enjoy(?:s|ed|ing|able)?|dislik(?:e|es|ed|ing)|hat(?:e|es|ed|ing)|lik(?:es|ed|ing)
        |favou?rites?|adore[sd]?|detest(?:s|ed)?|loathe[sd]?|fond\ of|keen\ on|can't\ stand|(?:do|did)n't\ like|never\ like
        |(?<!\b(?:just|looks?|look|feels?|felt|seems?|sounds?|is|was)\ )\b(?:I|we|you|they)(?:\ (?:really|do|just|never|always|also|rather|quite))?\ like)\b
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Outright();
}
