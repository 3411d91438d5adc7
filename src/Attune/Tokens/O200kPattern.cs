using System.Runtime.CompilerServices;

namespace Attune.Tokens;

/// <summary>The split pattern of <c>o200k_base</c>; the alternatives in their order, the first that matches wins.</summary>
/// <remarks>
/// <code>
/// [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?
/// [^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?
/// \p{N}{1,3}
///  ?[^\s\p{L}\p{N}]+[\r\n/]*
/// \s*[\r\n]+
/// \s+(?!\S)
/// \s+
/// </code>
/// </remarks>
internal readonly struct O200kPattern : ISplitPattern
{
    private const CharacterClass Head = CharacterClass.Upper | CharacterClass.Caseless | CharacterClass.Mark;
    private const CharacterClass Tail = CharacterClass.Lower | CharacterClass.Caseless | CharacterClass.Mark;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int PieceEnd(PaddedUtf8 text, int start)
    {
        if (AsciiWord.TryFindCased(text, start, out var end))
            return text[end] == '\'' ? Contraction.EndAt(text, end) : end;

        end = WordEnd(text, start);
        return end > start ? Contraction.EndAt(text, end) : Alternatives.EndBesidesWords(text, start, symbolsMayEndInSlashes: true);
    }

    private static int WordEnd(PaddedUtf8 text, int start)
    {
        var first = text.ClassAt(start, out var width);
        var afterPrefix = (first & CharacterClass.WordPrefix) != 0 ? start + width : start;
        if (EndWithTail(text, afterPrefix) is var end && end > afterPrefix)
            return end;

        // A mark may be the prefix or, on second thought, the head of the word itself.
        if ((first & Head) != 0 && afterPrefix > start && EndWithTail(text, start) is var unprefixed && unprefixed > start)
            return unprefixed;

        // No tail follows this head, or the word would have ended with it.
        end = text.EndOfRun(afterPrefix, Head);
        return end > afterPrefix ? end : start;
    }

    /// <summary>The end of <c>head*tail+</c>, or the start if that does not match.</summary>
    private static int EndWithTail(PaddedUtf8 text, int start)
    {
        var end = start;
        var endOfLastShared = start;
        while (text.ClassAt(end, out var width) is var character && (character & Head) != 0)
        {
            end += width;
            if ((character & Tail) != 0)
                endOfLastShared = end;
        }

        // Without a lower-case letter after it the head gives back its last character that can also be a tail.
        var endOfTail = text.EndOfRun(end, Tail);
        return endOfTail > end ? endOfTail : endOfLastShared;
    }
}
