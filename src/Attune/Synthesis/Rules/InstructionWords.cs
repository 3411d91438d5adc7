using System.Text.RegularExpressions;

namespace Attune.Synthesis.Rules;

/// <summary>What is said to a model and never of a person. No list of such words is complete: it is one fence among others.</summary>
internal static partial class InstructionWords
{
    /// <summary>The first that a text uses; null where there is none.</summary>
    public static string? In(string text) => ToModel().Match(text) is { Success: true } told ? told.Value : null;

    [GeneratedRegex(
        """
        \b(?:[i1]gnor(?:e[sd]?|ing|iere\w*|ez|a)|disregard|forget|override|vergiss|oublie[rz]?|olvida)\b[^.]{0,40}?\b(?:previous|above|prior|earlier|preceding|all|any|your|instructions?|prompts?|anweisung\w*|vorherig\w*|bisherig\w*|pr\u00e9c\u00e9dent\w*|anterior\w*|instrucciones)\b
        |\b(?:system|developer)\s+(?:prompt|message)\b|<\|?/?(?:system|im_start|im_end|assistant|user|endoftext)\b|\[/?INST\]|(?:^|[\s.])(?:system|assistant|user)\s*:
        |\byou\s+are\s+now\b|\bnew\s+(?:task|instructions?)\b|\byou\s+are\s+(?:a|an|the)?\s*(?:ai|assistant|chatgpt|language\s+model)\b
        |\u5ffd\u7565|\u7121\u8996|\u65e0\u89c6
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex ToModel();
}
