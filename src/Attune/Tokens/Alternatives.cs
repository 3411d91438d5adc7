namespace Attune.Tokens;

/// <summary>The alternatives that come after the words in both patterns: numbers, symbols and whitespace.</summary>
internal static class Alternatives
{
    /// <summary>The end of the piece at a byte where no word begins.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">A byte of the text, not its end.</param>
    /// <param name="symbolsMayEndInSlashes">Whether slashes may stand among the newlines that end a run of symbols.</param>
    internal static int EndBesidesWords(PaddedUtf8 text, int start, bool symbolsMayEndInSlashes)
    {
        if (NumberEnd(text, start) is var number && number > start)
            return number;

        if (SymbolsEnd(text, start, symbolsMayEndInSlashes) is var symbols && symbols > start)
            return symbols;

        return WhitespaceEnd(text, start);
    }

    private static int NumberEnd(PaddedUtf8 text, int start)
    {
        var end = start;
        for (var digits = 0; digits < 3 && (text.ClassAt(end, out var width) & CharacterClass.Number) != 0; digits++)
            end += width;

        return end;
    }

    private static int SymbolsEnd(PaddedUtf8 text, int start, bool mayEndInSlashes)
    {
        var afterSpace = text[start] == ' ' ? start + 1 : start;
        var end = text.EndOfRun(afterSpace, CharacterClass.SymbolOrMark);
        if (end == afterSpace)
            return start;

        while (text[end] is (byte)'\r' or (byte)'\n' || (mayEndInSlashes && text[end] == '/'))
            end++;

        return end;
    }

    /// <summary>The end of <c>\s*[\r\n]+|\s+(?!\S)|\s+</c>.</summary>
    private static int WhitespaceEnd(PaddedUtf8 text, int start)
    {
        var end = start;
        var lastStart = start;
        var afterNewlines = start;
        while (text.ClassAt(end, out var width) is var character && (character & CharacterClass.Whitespace) != 0)
        {
            lastStart = end;
            end += width;
            if (character == CharacterClass.Newline)
                afterNewlines = end;
        }

        if (afterNewlines > start)
            return afterNewlines;

        // The last blank before a word belongs to the word, unless it is the only one: then it got here because it does not.
        return end == text.Length || lastStart == start ? end : lastStart;
    }
}
