using System.Text;
using System.Text.RegularExpressions;
using Attune.Synthesis.Rules;

namespace Attune.Synthesis.Mining;

/// <summary>A sentence of a model's about a user, as a preference takes it: one, in the third person, of a sane length, and nothing else.</summary>
/// <param name="Text">Mended where little was wrong; null where it cannot be used.</param>
/// <param name="Fault">What the model is to mend; null where it is good.</param>
/// <param name="Attack">Why it is not even asked for again; null where it is harmless.</param>
internal sealed partial record UserSentence(string? Text, string? Fault = null, string? Attack = null)
{
    /// <summary>Sentences of a list that are read.</summary>
    public const int MostInList = 15;

    private const int MostWords = 40;
    private const int MostLetters = 300;
    private const int MostTopicWords = 12;

    public static UserSentence Read(string? given)
    {
        if (string.IsNullOrWhiteSpace(given)) return new(null, "a sentence is empty");
        if (given.Length > 10 * MostLetters) return new(null, Attack: $"a sentence of {given.Length} characters");
        var text = OneLine(given).TrimStart('-', '*', '\u2022', ' ');
        if (Attacked(text) is { } attack) return new(null, Attack: attack);
        if (Flawed(text) is { } fault) return new(null, $"'{Begin(text)}' {fault}");
        text = "The user" + text["the user".Length..];
        return new(text[^1] is '.' or '!' ? text : text + '.');
    }

    /// <summary>A topic, or the name of a cluster: a few words.</summary>
    public static UserSentence Topic(string? given)
    {
        if (string.IsNullOrWhiteSpace(given)) return new(null, "is empty");
        if (given.Length > MostLetters) return new(null, $"has {given.Length} characters; write at most {MostTopicWords} words");
        var topic = OneLine(given).TrimEnd('.');
        if (Attacked(topic) is { } attack) return new(null, Attack: attack);
        if (!topic.Any(char.IsLetter)) return new(null, "holds no letter");
        return Texts.Length("", topic, 1, MostTopicWords) is { } length ? new(null, length.TrimStart()) : new(topic);
    }

    private static string? Attacked(string text)
    {
        if (InstructionWords.In(text) is { } told) return $"it reads as an instruction to a model ('{told}')";
        return Markup().Match(text) is { Success: true } mark ? $"it holds '{mark.Value}', which no sentence about a user does" : null;
    }

    private static string? Flawed(string text)
    {
        if (!About().IsMatch(text)) return "does not begin with 'The user'";
        if (Texts.Length("", text, 3, MostWords) is { } length) return length.TrimStart();
        if (text.Length > MostLetters) return $"has {text.Length} characters; write at most {MostLetters}";
        if (text.Contains('?', StringComparison.Ordinal) || SecondSentence().IsMatch(text)) return "is not one sentence; write each thing as a sentence of its own";
        return Others().Match(text) is { Success: true } other ? $"says '{other.Value}'; write in the third person" : null;
    }

    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == System.Globalization.UnicodeCategory.Format) continue;
            if (!Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune)) line.Append(rune);
            else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
        }

        return line.ToString().TrimEnd();
    }

    private static string Begin(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[59]) ? 59 : 60), "...");

    [GeneratedRegex(@"\Athe user(?:'s|\u2019s)?\s", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex About();

    // Abbreviations such as "e.g." and "Dr." are followed by capitals too: two letters or more and a blank make an end.
    [GeneratedRegex(@"[\p{L}\p{N})'""]{3}[.!]\s+\p{Lu}|\u3002.")]
    private static partial Regex SecondSentence();

    [GeneratedRegex(@"(?<!['""\w])(?:I|I'm|I've|my|me|you|your|yours|we|our)\b(?!['""])", RegexOptions.CultureInvariant)]
    private static partial Regex Others();

    [GeneratedRegex(@"https?://|www\.|[{}<>\[\]|`]|\\[nu\x22]|""\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();
}
