using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Tokens;

/// <summary>Texts in which every class of character, case, contraction and kind of blank meets every other.</summary>
internal static class AwkwardText
{
    private static readonly string[] Fragments =
    [
        "'s", "'S", "'ſ", "'re", "'LL", "'vE", "'", "’s", " ", "  ", "\n", "\r\n", "\t", "\u00A0", "\u0085", "\u3000", "\u180E", "\uFEFF",
        "/", "//", "a", "B", "the", " The", "HTTP", "中", "あ", "ǅ", "ʰ", "\u0301", "\u0903", "ß", "1", "234", "½", "٣", "!", "…", "=", "\0",
        "internationalisation", "UNQUESTIONABLENESS",
    ];

    private static readonly string[] FragmentsBeyondFFFF = ["𝒜", "𐐀", "𐐨", "𠮷", "𝟘", "😀", "👩🏽‍🚀", "\U000E0100"];

    private static Gen<string> AnyCharacter(int highest) =>
        Gen.Choose(0, highest).Where(Rune.IsValid).Select(codePoint => new Rune(codePoint).ToString());

    /// <summary>Any text without lone surrogates.</summary>
    internal static Arbitrary<string> Valid { get; } = TextOf(
        Gen.OneOf(Gen.Elements(Fragments), Gen.Elements(FragmentsBeyondFFFF), AnyCharacter(0x24F), AnyCharacter(0x10FFFF)));

    /// <summary>Text whose every character is one UTF-16 unit.</summary>
    internal static Arbitrary<string> WithinFFFF { get; } = TextOf(
        Gen.OneOf(Gen.Elements(Fragments), AnyCharacter(0x24F), AnyCharacter(0xFFFF)));

    /// <summary>Any UTF-16 units at all.</summary>
    internal static Arbitrary<string> WithLoneSurrogates { get; } = TextOf(
        Gen.OneOf(Gen.Elements(Fragments), Gen.Choose(0xD800, 0xDFFF).Select(unit => ((char)unit).ToString())));

    private static Arbitrary<string> TextOf(Gen<string> part) => Arb.From(Gen.ListOf(part).Select(string.Concat));
}
