using System.Text.RegularExpressions;

namespace Attune.Synthesis.Rules;

/// <summary>What is said to a model and never of a person. No list of instructions is complete: it keeps out the plain ones, and texts reach models as data besides.</summary>
internal static partial class Instructions
{
    /// <summary>The words of a text that read as an instruction to a model; null where there are none.</summary>
    public static string? In(string text) => Instruction().Match(text) is { Success: true } told ? told.Value : null;

    [GeneratedRegex(
        """
        \b(?:[i1]gnor(?:e[sd]?|ing|iere\w*|ez|a)|disregard|forget|override|vergiss|oublie[rz]?|olvida)\b[^.]{0,40}?\b(?:previous|above|prior|earlier|preceding|all|any|your|instructions?|prompts?|anweisung\w*|vorherig\w*|bisherig\w*|pr\u00e9c\u00e9dent\w*|anterior\w*|instrucciones)\b
        |\b(?:system|developer)\s+(?:prompt|message)\b|<\|?/?(?:system|im_start|im_end|assistant|user|endoftext)\b|\[/?INST\]|(?:^|[\s.])(?:system|assistant|user)\s*:
        |\byou\s+are\s+now\b|\bnew\s+(?:task|instructions?)\b|\byou\s+are\s+(?:a|an|the)?\s*(?:ai|assistant|chatgpt|language\s+model)\b
        |\b(?:respond|reply|answer|output|print|write|say)\s+only\b|\b(?:respond|reply|answer|output|print)\s+with\b|\u5ffd\u7565|\u7121\u8996|\u65e0\u89c6
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace, 1000)]
    private static partial Regex Instruction();
}
