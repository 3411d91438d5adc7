using System.Text;
using System.Text.RegularExpressions;
using Attune.Questions;

namespace Attune.Tasks;

/// <summary>Options quoted by their text. A quoted text stands for its letter, written ⟦B⟧: unlike a bare letter it cannot be an article.</summary>
internal static partial class OptionTexts
{
    /// <summary>The answer with every verbatim option text, in any case, marked as its letter. "B. its text" becomes one mark.</summary>
    public static string Marked(string text, IReadOnlyList<Option> shown)
    {
        var options = shown
            .Select(o => (o.Label, Text: AnswerText.Plain(o.Text).TrimEnd('.', ' ')))
            .Where(o => o.Text.Length > 1)
            .GroupBy(o => o.Text, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() == 1)
            .Select(g => g.Single())
            .OrderByDescending(o => o.Text.Length);
        foreach (var (label, option) in options) text = Replace(text, option, $"\u27E6{label}\u27E7");
        return TextAndLabel().Replace(LabelAndText().Replace(text, "\u27E6${x}\u27E7"), "\u27E6${x}\u27E7");
    }

    /// <summary>True where a letter stands before another option's text: nobody can say which of them is meant.</summary>
    public static bool AreMixedUp(string marked) => LabelOfAnother().IsMatch(marked);

    private static string Replace(string text, string option, string mark)
    {
        var at = text.IndexOf(option, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return text;
        var replaced = new StringBuilder();
        var from = 0;
        for (; at >= 0; at = text.IndexOf(option, at + option.Length, StringComparison.OrdinalIgnoreCase))
        {
            if (IsInsideWord(text, at, option.Length)) continue;
            replaced.Append(text, from, at - from).Append(mark);
            from = at + option.Length;
        }

        return replaced.Append(text, from, text.Length - from).ToString();
    }

    private static bool IsInsideWord(string text, int at, int length) =>
        (at > 0 && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at]))
        || (at + length < text.Length && char.IsLetterOrDigit(text[at + length]) && char.IsLetterOrDigit(text[at + length - 1]));

    [GeneratedRegex(@"(?<!\w)[(\[]?(?<x>[A-Z])[)\]]?[.:,]? ?(?:- )?[""'(]{0,2}\u27E6\k<x>\u27E7[""')]{0,2}")]
    private static partial Regex LabelAndText();

    [GeneratedRegex(@"\u27E6(?<x>[A-Z])\u27E7[""']{0,2} ?\((?:(?i:option) )?\k<x>\)")]
    private static partial Regex TextAndLabel();

    [GeneratedRegex(@"(?<!\w)[(\[]?(?<x>[A-Z])[)\]]?[.):] ?[""'(]{0,2}\u27E6(?!\k<x>)")]
    private static partial Regex LabelOfAnother();
}
