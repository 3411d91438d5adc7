using System.Runtime.CompilerServices;

namespace Attune.Tokens;

/// <summary>The split pattern of <c>cl100k_base</c>; the alternatives in their order, the first that matches wins.</summary>
/// <remarks>
/// <code>
/// (?i:'s|'t|'re|'ve|'m|'ll|'d)
/// [^\r\n\p{L}\p{N}]?\p{L}+
/// \p{N}{1,3}
///  ?[^\s\p{L}\p{N}]+[\r\n]*
/// \s*[\r\n]+
/// \s+(?!\S)
/// \s+
/// </code>
/// </remarks>
internal readonly struct Cl100kPattern : ISplitPattern
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int PieceEnd(PaddedUtf8 text, int start)
    {
        if (text[start] == '\'' && Contraction.EndAt(text, start) is var contracted && contracted > start)
            return contracted;

        if (AsciiWord.TryFind(text, start, out var end))
            return end;

        end = WordEnd(text, start);
        return end > start ? end : Alternatives.EndBesidesWords(text, start, symbolsMayEndInSlashes: false);
    }

    private static int WordEnd(PaddedUtf8 text, int start)
    {
        var first = text.ClassAt(start, out var width);
        var afterPrefix = (first & CharacterClass.WordPrefix) != 0 ? start + width : start;
        var end = text.EndOfRun(afterPrefix, CharacterClass.Letter);
        return end > afterPrefix ? end : start;
    }
}
