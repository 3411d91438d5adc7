using System.Text.RegularExpressions;
using Attune.Models.Embedded;

namespace Attune.Synthesis.Rules;

/// <summary>Whether one statement about a user opposes another (InterPref figure 10: on the same topic, with something new in it, no bare and no double negation). English words.</summary>
internal static partial class Opposition
{
    private const int LeastWords = 3;
    private const int MostWords = 60;

    /// <summary>What says that something is a fact, a taste or an aversion, and not what it is.</summary>
    private static readonly HashSet<string> Stating = [.. Stems.Of(
        """
        user users person prefer prefers preferred preference like likes liked dislike dislikes love loves hate hates enjoy enjoys avoid avoids favour favours favor favors
        reject rejects refuse refuses detest loathe interested keen fond usually often always never rarely sometimes really strongly very rather instead
        """)];

    /// <summary>The stems that tell what a statement is about, in order.</summary>
    public static IEnumerable<string> Substance(string text) => Stems.Of(text).Where(s => !Stating.Contains(s));

    /// <summary>What is wrong with the form of a statement about a user.</summary>
    public static IEnumerable<string> Form(string text, bool isEnglish)
    {
        if (Texts.Length("text", text, LeastWords, MostWords) is { } length) yield return length;
        if (SentenceEnd().Count(text.Trim()) > 0) yield return "it is more than one sentence";
        if (!isEnglish) yield break;
        if (FirstPerson().Match(text) is { Success: true } said) yield return $"it says '{said.Value}'; write in the third person";
        if (!text.TrimStart().StartsWith("The user", StringComparison.OrdinalIgnoreCase)) yield return "it does not begin with 'The user'";
        if (DoubleNegation(text) is { } twice) yield return $"'{twice}' negates twice";
    }

    /// <summary>What keeps a statement from being an opposite of another; null where it is one.</summary>
    public static string? Fault(string original, string opposite)
    {
        var (before, after) = (Substance(original).ToList(), Substance(opposite).ToList());
        if (after.Except(before, StringComparer.Ordinal).Any()) return null;
        if (Negations(original) != Negations(opposite)) return "it only negates; say what is so instead";

        // Two sides that change places are an opposite without a new word.
        return before.SequenceEqual(after, StringComparer.Ordinal) || after.Count < before.Count ? "it says the same as the original" : null;
    }

    /// <summary>Whether two opposites of one statement say the same.</summary>
    public static bool AreSame(string text, string other) => Substance(text).ToHashSet(StringComparer.Ordinal).SetEquals(Substance(other)) && Negations(text) == Negations(other);

    private static int Negations(string text) => Negation().Count(Plain(text)) + Aversion().Count(text);

    private static string? DoubleNegation(string text) => ClauseEnd().Split(Plain(text))
        .FirstOrDefault(clause => Negation().Count(clause) > 0 && Negation().Count(clause) + Aversion().Count(clause) > 1)?.Trim();

    private static string Plain(string text) => text.Replace('\u2019', '\'');

    [GeneratedRegex(@"[.!?][""')]*\s+(?=\p{Lu})|\n")]
    private static partial Regex SentenceEnd();

    [GeneratedRegex(@"\b(?:I|my|me|mine|myself|I'm|I've)\b")]
    private static partial Regex FirstPerson();

    [GeneratedRegex(@"\b(?:not|never|no|none|nobody|nothing|cannot|\w+n't)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Negation();

    [GeneratedRegex(@"\b(?:dislik|hat(?:e|es|ed|ing)\b|avoid|detest|loath|refus|reject|uninterested|unwilling)\w*", RegexOptions.IgnoreCase)]
    private static partial Regex Aversion();

    [GeneratedRegex(@"[,;:]|\b(?:and|but|or|nor|while|because|since|as|so)\b", RegexOptions.IgnoreCase)]
    private static partial Regex ClauseEnd();
}
