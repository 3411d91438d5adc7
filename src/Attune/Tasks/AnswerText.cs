using System.Text.RegularExpressions;

namespace Attune.Tasks;

/// <summary>
/// What both classification parsers need to know of how models write. Every pattern is bounded or starts at a fixed word, so that an
/// answer of a megabyte costs milliseconds, not minutes.
/// </summary>
internal static partial class AnswerText
{
    /// <summary>
    /// The part of an answer that answers, in plain text: no thinking, no markup, nothing that the model itself takes back. Several
    /// parts where a JSON object answers under several keys, which should agree; none where it answers under no key.
    /// </summary>
    public static IReadOnlyList<string> Parts(string answer)
    {
        var text = Reasoning.Without(answer);
        return AnswerJson.Values(text) is { } values ? values.ConvertAll(Part) : [Part(text)];
    }

    /// <summary>One spelling for what can be typed in many ways: line ends, blanks, quotes, dashes, emphasis, headings, bullets.</summary>
    public static string Plain(string text)
    {
        text = ControlToken().Replace(text, "").ReplaceLineEndings("\n");
        text = string.Create(text.Length, text, static (plain, source) =>
        {
            for (var i = 0; i < plain.Length; i++) plain[i] = Spelling(source[i]);
        });
        text = Dash().Replace(Blank().Replace(Emphasis().Replace(text, ""), " "), " - ");
        return LineStart().Replace(BlankLines().Replace(text, "\n"), "").Trim();
    }

    public static bool IsRefusal(string text) => RefusalPhrase().IsMatch(text);

    private static string Part(string text)
    {
        var corrections = Correction().Matches(text);
        if (corrections.Count > 0) text = text[(corrections[^1].Index + corrections[^1].Length)..];
        return Plain(Boxed(Tagged(text)));
    }

    /// <summary>What stands in the last answer tag, if there is one.</summary>
    private static string Tagged(string text)
    {
        var tags = AnswerTag().Matches(text);
        if (tags.Count == 0) return text;
        var content = text[(tags[^1].Index + tags[^1].Length)..];
        var end = content.IndexOf("</", StringComparison.Ordinal);
        return end < 0 ? content : content[..end];
    }

    private static string Boxed(string text)
    {
        var boxes = Box().Matches(text);
        return boxes.Count == 0 ? text : boxes[^1].Groups[1].Value;
    }

    private static char Spelling(char c) => c switch
    {
        '\u2018' or '\u2019' or '\u02BC' => '\'',
        '\u201C' or '\u201D' or '\u201E' or '\u00AB' or '\u00BB' => '"',
        '\u27E6' => '[', // these two mark an option's text: OptionTexts
        '\u27E7' => ']',
        '\uFF1A' => ':',
        '\uFF0C' => ',',
        '\u3002' => '.',
        '\u2026' => '.',
        _ => c,
    };

    [GeneratedRegex(@"<\|[a-z_]{1,24}\|>|</?s>")]
    private static partial Regex ControlToken();

    [GeneratedRegex(@"[*`~]|(?<![A-Za-z0-9_])_{1,3}|_{1,3}(?![A-Za-z0-9_])")]
    private static partial Regex Emphasis();

    [GeneratedRegex(@"[^\S\n]+")]
    private static partial Regex Blank();

    [GeneratedRegex(@" ?[\u2013\u2014] ?")]
    private static partial Regex Dash();

    [GeneratedRegex(@" ?\n[ \n]*")]
    private static partial Regex BlankLines();

    [GeneratedRegex(@"^[#>\u2022\u2705\u2714\uFE0F\u2192\u27A1 -]{1,12}", RegexOptions.Multiline)]
    private static partial Regex LineStart();

    [GeneratedRegex(@"<(?:(?:final|correct)[_ -]?)?(?:answer|choice|option|response|result)>", RegexOptions.IgnoreCase)]
    private static partial Regex AnswerTag();

    [GeneratedRegex(@"\\boxed ?\{ ?(?:\\[a-z]{1,12} ?\{)?([^{}]{0,400})\}")]
    private static partial Regex Box();

    [GeneratedRegex(
        @"(?:^|(?<=[.!?,;:\u2013\u2014\n*-])\s?)(?:(?:hmm|oh|no),?\s)?(?:actually,?\s(?:no\b|wait\b|scratch that|let me correct|make (?:it|that)\b|on reflection|it's\b|it is\b|I'd\b|I would\b|the (?:correct )?answer\b)|wait,?\s(?:no\b|actually\b)|wait(?=[,.!:\u2013\u2014\u2026])|no,? wait\b|on second thoughts?\b|scratch that\b|correction:|let me correct (?:that|myself)\b|I made a mistake\b|(?:I )?changed my mind\b)[\s,.:;!\u2013\u2014\u2026-]{0,6}",
        RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex Correction();

    [GeneratedRegex(
        @"\b(?:I(?:'m| am) (?:sorry|afraid|unable|not able)|I (?:can(?:'t|not)|could(?:n't| not)|won't|will not|must decline|(?:don't|do not) have (?:access|any|enough|information|memory))|(?:can't|cannot|unable to) (?:answer|determine|help|say|decide|choose)|as an AI|no (?:way to know|information about your))",
        RegexOptions.IgnoreCase)]
    private static partial Regex RefusalPhrase();
}
