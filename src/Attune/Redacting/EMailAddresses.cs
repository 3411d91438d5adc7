namespace Attune.Redacting;

/// <summary>E-mail addresses: what stands around an @. Every character is looked at twice at most.</summary>
internal static class EMailAddresses
{
    public static void Find(string text, List<Finding> findings)
    {
        for (var at = text.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.IndexOf('@', at + 1))
        {
            var (start, end) = (StartOfName(text, at), EndOfDomain(text, at + 1));
            if (start < at && end > at) findings.Add(new(start, end, SensitiveKind.EMail));
        }
    }

    private static int StartOfName(string text, int at)
    {
        var start = at;
        while (start > 0 && (IsNameCharacter(text[start - 1]) || IsApostropheWithin(text, start - 1))) start--;
        while (start < at && text[start] is '.' or '-') start++;
        return start;
    }

    /// <summary>The end of a domain of at least two labels, the last of which begins with a letter; -1 where there is none.</summary>
    private static int EndOfDomain(string text, int start)
    {
        var end = start;
        while (end < text.Length && (IsWordCharacter(text[end]) || text[end] is '.' or '-')) end++;
        while (end > start && text[end - 1] is '.' or '-') end--;
        var dot = text.AsSpan(start, end - start).LastIndexOf('.');
        return dot > 0 && end - start - dot > 2 && char.IsLetter(text[start + dot + 1]) ? end : -1;
    }

    private static bool IsNameCharacter(char c) => IsWordCharacter(c) || c is '.' or '_' or '%' or '+' or '-';

    private static bool IsApostropheWithin(string text, int i) =>
        text[i] is '\'' && i > 0 && char.IsLetterOrDigit(text[i - 1]) && char.IsLetterOrDigit(text[i + 1]);

    private static bool IsWordCharacter(char c) =>
        char.IsLetterOrDigit(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;
}
