using System.Text;
using System.Text.RegularExpressions;
using Attune.Tokens;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Tokens;

public sealed class SplitPatternTests
{
    // The reference folds U+017F to s; the expressions below say so themselves, so that they do not depend on .NET's folding.
    private const string Contractions = "(?:'[sSſ]|'[tT]|'[rR][eE]|'[vV][eE]|'[mM]|'[lL][lL]|'[dD])";

    private static readonly Regex O200k = new(
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+" + Contractions + "?" +
        @"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*" + Contractions + "?" +
        @"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+");

    private static readonly Regex Cl100k = new(
        Contractions + @"|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+");

    [Fact]
    public void The_pieces_of_o200k_base_are_the_matches_of_its_expression() =>
        Prop.ForAll(AwkwardText.WithinFFFF, text => Pieces<O200kPattern>(text).SequenceEqual(Matches(O200k, text))).Check(Often);

    [Fact]
    public void The_pieces_of_cl100k_base_are_the_matches_of_its_expression() =>
        Prop.ForAll(AwkwardText.WithinFFFF, text => Pieces<Cl100kPattern>(text).SequenceEqual(Matches(Cl100k, text))).Check(Often);

    [Fact]
    public void The_pieces_put_together_are_the_text()
    {
        Prop.ForAll(AwkwardText.Valid, text => string.Concat(Pieces<O200kPattern>(text)) == text).Check(Often);
        Prop.ForAll(AwkwardText.Valid, text => string.Concat(Pieces<Cl100kPattern>(text)) == text).Check(Often);
    }

    [Theory]
    [InlineData("HTTPServer camelCase", "HTTPServer| camel|Case")]
    [InlineData("ABC中DEF", "ABC中|DEF")]
    [InlineData("𐐀𐐨𐐀 𝒜𝒜𠮷", "𐐀𐐨|𐐀| 𝒜𝒜𠮷")]
    [InlineData("it's THEY'RE waſh'ſ", "it's| THEY'RE| waſh'ſ")]
    [InlineData("\u0301ABC", "\u0301|ABC")]
    [InlineData("\u0301Abc\n!\u0301Abc", "\u0301Abc|\n|!\u0301Abc")]
    [InlineData("?/\n/ //", "?/\n/| //")]
    public void Words_of_o200k_base_end_where_a_capital_follows_a_small_letter(string text, string pieces) =>
        Pieces<O200kPattern>(text).ShouldBe(pieces.Split('|'));

    [Theory]
    [InlineData("HTTPServer camelCase", "HTTPServer| camelCase")]
    [InlineData("𐐀𐐨𐐀 𝒜𝒜𠮷", "𐐀𐐨𐐀| 𝒜𝒜𠮷")]
    [InlineData("it's THEY'RE waſh'ſ", "it|'s| THEY|'RE| waſh|'ſ")]
    [InlineData("a\u0301b", "a|\u0301b")]
    [InlineData("?/\n/ //", "?/\n|/| //")]
    public void Words_of_cl100k_base_are_runs_of_letters(string text, string pieces) =>
        Pieces<Cl100kPattern>(text).ShouldBe(pieces.Split('|'));

    [Theory]
    [InlineData("   x", "  | x")]
    [InlineData("   1", "  | |1")]
    [InlineData("x   ", "x|   ")]
    [InlineData(" \n  \n  x", " \n  \n| | x")]
    [InlineData("\t\tx", "\t|\tx")]
    [InlineData("  !", " | !")]
    [InlineData("\t!", "\t|!")]
    [InlineData("1234567", "123|456|7")]
    public void Blanks_before_a_word_leave_it_the_last_one(string text, string pieces)
    {
        Pieces<O200kPattern>(text).ShouldBe(pieces.Split('|'));
        Pieces<Cl100kPattern>(text).ShouldBe(pieces.Split('|'));
    }

    private static Config Often => Config.QuickThrowOnFailure.WithMaxTest(500);

    private static IEnumerable<string> Matches(Regex pattern, string text) => pattern.Matches(text).Select(match => match.Value);

    private static List<string> Pieces<TPattern>(string text)
        where TPattern : struct, ISplitPattern
    {
        byte[] padded = [.. Encoding.UTF8.GetBytes(text), .. new byte[PaddedUtf8.Padding]];
        var utf8 = new PaddedUtf8(padded);
        var pieces = new List<string>();
        for (int start = 0, end; start < utf8.Length; start = end)
        {
            end = TPattern.PieceEnd(utf8, start);
            pieces.Add(Encoding.UTF8.GetString(utf8.Slice(start, end - start)));
        }

        return pieces;
    }
}
