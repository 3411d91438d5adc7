using System.Globalization;

namespace Attune.Tokens;

/// <summary>Which class a code point is of.</summary>
internal static class CharacterClasses
{
    private static readonly CharacterClass[] Ascii = [.. Enumerable.Range(0, 128).Select(Of)];

    internal static CharacterClass OfAscii(byte character) => Ascii[character];

    internal static CharacterClass Of(int codePoint) => codePoint switch
    {
        '\r' or '\n' => CharacterClass.Newline,
        <= char.MaxValue when char.IsWhiteSpace((char)codePoint) => CharacterClass.Blank,
        _ => Of(CharUnicodeInfo.GetUnicodeCategory(codePoint)),
    };

    private static CharacterClass Of(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter => CharacterClass.Upper,
        UnicodeCategory.LowercaseLetter => CharacterClass.Lower,
        UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => CharacterClass.Caseless,
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => CharacterClass.Mark,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => CharacterClass.Number,
        _ => CharacterClass.Symbol,
    };
}
