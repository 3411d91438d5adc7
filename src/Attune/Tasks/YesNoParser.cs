using System.Text.RegularExpressions;

namespace Attune.Tasks;

/// <summary>Reads whether an answer says yes or no. The strongest kind of statement decides; if statements of one kind disagree, the answer is invalid.</summary>
internal static partial class YesNoParser
{
    public static ParsedAnswer Parse(string answer)
    {
        var text = AnswerText.WithoutReasoning(answer.Replace('\u2019', '\''));
        if (AnswerText.TryReadJson(text, out var value)) text = value;
        foreach (var words in Statements(text))
        {
            var distinct = words.Select(Meaning).Distinct().ToList();
            if (distinct.Count == 1) return new(distinct[0], false);
            if (distinct.Count > 1) return ParsedAnswer.Invalid;
        }

        return AnswerText.IsRefusal(text) ? ParsedAnswer.Refusal : ParsedAnswer.Invalid;
    }

    private static IEnumerable<IEnumerable<string>> Statements(string text)
    {
        yield return Words(Labelled().Matches(text)).TakeLast(1);
        yield return Words(Leading().Matches(text));
        yield return Words(Opinion().Matches(text));
        yield return Words(Anywhere().Matches(text));
    }

    private static IEnumerable<string> Words(MatchCollection matches) => matches.Select(m => m.Groups["x"].Value);

    private static string Meaning(string word) => word.ToLowerInvariant() is "yes" or "true" or "yeah" or "yep" or "absolutely" or "definitely" or "certainly" or "think so" or "say so" ? "yes" : "no";

    [GeneratedRegex(@"\b(?:answer|verdict|conclusion)\b\W*(?:is|would\s+be)?\W*(?<x>yes|no|true|false)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Labelled();

    [GeneratedRegex(@"\A\W*(?<x>yes|yeah|yep|no|nope|true|false|absolutely(?!\s+not)|definitely(?!\s+not)|certainly(?!\s+not)|absolutely\s+not|definitely\s+not|certainly\s+not|not\s+really|probably\s+not)\b(?!\s+(?:and|or|information|idea|way|one)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex Leading();

    [GeneratedRegex(@"\bI(?:'d|\s+would)?\s+(?:really\s+)?(?<x>think\s+so|say\s+so|(?:don't|do\s+not|wouldn't|would\s+not)\s+(?:think|say|recommend|believe|suggest))\b|\bI(?:'d|\s+would)\s+say\s+(?:that\s+)?(?<x>yes|no)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Opinion();

    [GeneratedRegex(@"\b(?<x>yes)\b|(?<![\w'])(?<x>no)\b(?!\s+\w)", RegexOptions.IgnoreCase)]
    private static partial Regex Anywhere();
}
