using Attune.Audits;

namespace Attune.Tests.Audits;

public sealed class PhraseIndexTests
{
    private static readonly PhraseIndex Index = new(["The old, OLD mill.", "A mill", "by the sea; mill by the", "old millers"]);

    [Theory]
    [InlineData("old mill", new[] { 0 })]
    [InlineData("Mill", new[] { 0, 1, 2 })]
    [InlineData("mill by the", new[] { 2 })]
    [InlineData("the sea", new[] { 2 })]
    [InlineData("mill a", new int[0])]
    [InlineData("by the old", new int[0])]
    [InlineData("sea mill sea", new int[0])]
    [InlineData("…", new int[0])]
    [InlineData("", new int[0])]
    public void A_phrase_is_found_as_whole_words_within_one_text(string phrase, int[] texts) => Index.TextsWith(phrase).ShouldBe(texts);
}
