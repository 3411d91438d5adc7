using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Attune.Tokens;

/// <summary>
/// The short cut for most pieces of English text: an optional prefix and fewer than 16 ASCII letters, found by one comparison
/// of 16 bytes. Whatever is not plainly such a word is left to the patterns' general way.
/// </summary>
internal static class AsciiWord
{
    /// <summary>Finds the end of a word of any letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryFind(PaddedUtf8 text, int start, out int end)
    {
        if (!TryFindBody(text, start, out var body))
        {
            end = start;
            return false;
        }

        var lowered = text.BlockAt(body) | Vector128.Create((byte)0x20);
        return EndsAfter(text, body, BitOperations.TrailingZeroCount(~LettersFrom(lowered, 'a')), out end);
    }

    /// <summary>Finds the end of a word of upper-case letters, then lower-case ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool TryFindCased(PaddedUtf8 text, int start, out int end)
    {
        if (!TryFindBody(text, start, out var body))
        {
            end = start;
            return false;
        }

        var block = text.BlockAt(body);
        var upper = BitOperations.TrailingZeroCount(~LettersFrom(block, 'A'));
        var lower = BitOperations.TrailingZeroCount(~(LettersFrom(block, 'a') >> upper));
        return EndsAfter(text, body, upper + lower, out end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryFindBody(PaddedUtf8 text, int start, out int body)
    {
        var first = text[start];
        var character = first < 0x80 ? CharacterClasses.OfAscii(first) : CharacterClass.None;
        body = (character & CharacterClass.WordPrefix) != 0 ? start + 1 : start;
        return (character & (CharacterClass.WordPrefix | CharacterClass.Letter)) != 0;
    }

    /// <summary>One bit per byte that is one of the 26 letters from the given one on, the first byte's lowest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint LettersFrom(Vector128<byte> block, char first) =>
        Vector128.LessThan(block - Vector128.Create((byte)first), Vector128.Create((byte)26)).ExtractMostSignificantBits();

    // A full block may go on, and a character beyond ASCII may be a letter of the word or a mark on its last one.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool EndsAfter(PaddedUtf8 text, int body, int letters, out int end)
    {
        end = body + letters;
        return letters > 0 && letters < Vector128<byte>.Count && text[end] < 0x80;
    }
}
