using System.Text.RegularExpressions;
using Attune.Questions;

namespace Attune.Tasks;

/// <summary>Reads which option an answer chooses. The strongest kind of statement decides; if statements of one kind disagree, the answer is invalid.</summary>
internal static partial class ChoiceParser
{
    public static ParsedAnswer Parse(string answer, IReadOnlyList<Option> shown)
    {
        var text = AnswerText.WithoutReasoning(answer.Replace('\u2019', '\''));
        if (AnswerText.TryReadJson(text, out var value)) text = value.Trim();
        foreach (var letters in Statements(text, shown))
        {
            var distinct = letters.Select(l => l.ToUpperInvariant()).Distinct(StringComparer.Ordinal).ToList();
            if (distinct is [var letter]) return shown.Any(o => o.Label == letter) ? new(letter, false) : ParsedAnswer.Invalid;
            if (distinct.Count > 1) return ParsedAnswer.Invalid;
        }

        return AnswerText.IsRefusal(text) ? ParsedAnswer.Refusal : ParsedAnswer.Invalid;
    }

    /// <summary>The letters that each kind of statement names, the strongest kind first.</summary>
    private static IEnumerable<IEnumerable<string>> Statements(string text, IReadOnlyList<Option> shown)
    {
        yield return Letters(LetterAlone().Matches(text));
        yield return Letters(FinalAnswer().Matches(text)).TakeLast(1);
        yield return Letters(Boxed().Matches(text)).TakeLast(1);
        yield return Letters(AnswerIs().Matches(text));
        yield return Letters(Choosing().Matches(text)).Concat(Letters(IsBest().Matches(text)));
        yield return Letters(LeadingLabel().Matches(text));
        yield return Letters(Bold().Matches(text));
        yield return Letters(LineAlone().Matches(text));
        yield return shown.Where(o => Contains(text, o.Text)).Select(o => o.Label);
        yield return Letters(Mentioned().Matches(text));
    }

    private static IEnumerable<string> Letters(MatchCollection matches) => matches.Select(m => m.Groups["x"].Value);

    private static bool Contains(string text, string option) => text.Contains(option.Trim().TrimEnd('.'), StringComparison.OrdinalIgnoreCase);

    // A letter in any dress: B  (b)  **B**  [B]  "B"  `B`  Option B
    private const string Letter = @"(?:option\s+)?[\*_\(\[""'`]*(?<x>[A-Z])[\*_\)\]""'`]*";

    // After a bare letter no word may follow that would make it the article "a" or the pronoun "I".
    private const string End = @"(?=\s*(?:$|[.,;:!?\)\]\n\-\u2013\u2014]|\b(?:because|since|as|for|is|would|seems|fits|suits|looks|sounds|due|given|with)\b))";

    [GeneratedRegex(@"^\W*(?:option\s+)?\W*(?<x>[A-Za-z])\W*$", RegexOptions.IgnoreCase)]
    private static partial Regex LetterAlone();

    [GeneratedRegex(@"final\s+(?:answer|choice)\W*(?:is\W*)?" + Letter + End, RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex FinalAnswer();

    [GeneratedRegex(@"\\boxed\{\s*(?:\\text\{)?(?<x>[A-Za-z])\}?\s*\}")]
    private static partial Regex Boxed();

    [GeneratedRegex(@"\b(?:answer|choice|pick|selection|recommendation)(?:\s+here|\s+for\s+you)?\s*(?:\W*(?:is|would\s+be)\b\s*|\*{0,2}\s*[:=]\s*)\W*?" + Letter + End, RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex AnswerIs();

    [GeneratedRegex(
        @"(?<!\b(?:not|n't|never|wouldn't|don't)\s+(?:\w+\s+)?)\b(?:go(?:ing)?\s+(?:with|for)|choose|chose|choosing|pick|select|recommend|suggest|opt\s+for|say|prefer)\s+(?:for\s+)?(?i:the\s+)?(?i:option\s+|letter\s+|choice\s+)?[\*_\(\[""'`]*(?<x>[A-Z])[\*_\)\]""'`]*" + End,
        RegexOptions.Multiline)]
    private static partial Regex Choosing();

    [GeneratedRegex(
        @"(?:(?i:\boption)\s+|^|(?<=[.!?:]\s))[\*_\(\[""'`]*(?<x>[A-Z])[\*_\)\]""'`]*\s+(?:is|would\s+be|seems|looks|fits|suits|sounds)\s+(?!not\b|wrong|incorrect|out\b)(?:like\s+)?(?:you\s+)?(?:clearly\s+|definitely\s+|probably\s+|the\s+|your\s+)*(?:best|better|right|correct|most|closest|ideal|one|better)",
        RegexOptions.Multiline)]
    private static partial Regex IsBest();

    [GeneratedRegex(@"\A\W*(?:(?i:option)\s+)?[\*_\(\[""'`]*(?<x>[A-Z])(?:[\*_]+|\s*[\)\].:,\u2013\u2014]|\s+-)(?!\w)(?!(?s:.*)^\W*(?!\k<x>)[A-Z][\).:])", RegexOptions.Multiline)]
    private static partial Regex LeadingLabel();

    [GeneratedRegex(@"\*\*\s*\(?(?:(?i:option)\s+)?(?<x>[A-Z])\s*(?:[\).:][^*]*)?\*\*")]
    private static partial Regex Bold();

    [GeneratedRegex(@"^[\s\*_\(\[""'`]*(?<x>[A-Z])[\s\*_\)\]""'`.]*$", RegexOptions.Multiline)]
    private static partial Regex LineAlone();

    [GeneratedRegex(@"(?:(?i:\boption)\s+\(?|\()(?<x>[A-Za-z])\b\)?")]
    private static partial Regex Mentioned();
}
