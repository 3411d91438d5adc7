using Attune.Tokens;

namespace Attune.Tests.Tokens;

/// <summary>Two million characters without a break: with quadratic work these would not end before the test run is given up.</summary>
public sealed class LongRunTests
{
    private const int Length = 2_000_000;

    [Theory]
    [InlineData("a", 250_000)]
    [InlineData("A", 250_000)]
    [InlineData(" ", 15_625)]
    [InlineData("\u0301", 2_000_000)]
    [InlineData("!", 125_000)]
    [InlineData("1", 666_667)]
    [InlineData("中A", 2_000_000)]
    [InlineData("\n ", 500_001)]
    public void A_run_of_two_million_characters_is_counted(string unit, int tokens) =>
        Tokenizer.Default.Count(string.Concat(Enumerable.Repeat(unit, Length / unit.Length))).ShouldBe(tokens);

    [Theory]
    [InlineData("𝒜")]
    [InlineData("中")]
    [InlineData("é")]
    public void A_run_of_letters_decodes_to_itself(string letter)
    {
        var text = string.Concat(Enumerable.Repeat(letter, 200_000));
        Tokenizer.Default.Decode(Tokenizer.Default.Encode(text).ToArray()).ShouldBe(text);
    }
}
