using Attune.People;
using Attune.Synthesis.Rules;

namespace Attune.Tests.Synthesis.Rules;

public sealed class RuleTests
{
    [Theory]
    [InlineData("I prefer trains.", "prefer")]
    [InlineData("They really like it hot", "They really like")]
    [InlineData("My favourite is blue", "favourite")]
    [InlineData("We don\u2019t like noise", "don't like")]
    [InlineData("I can't stand it", "can't stand")]
    public void Stating_a_taste_outright_is_found(string text, string word) => ExplicitWords.In(text).ShouldBe(word);

    [Theory]
    [InlineData("It tastes like rain.")]
    [InlineData("Who needs a beach where your towel touches six other towels?")]
    [InlineData("Something like that looked like us like never")]
    [InlineData("The glove is in the clover, unlikely as it is.")]
    public void Comparing_is_not_liking(string text) => ExplicitWords.In(text).ShouldBeNull();

    [Fact]
    public void Words_of_both_sides_tell_nothing()
    {
        Facets facets = new() { Liked = ["a quiet hotel"], Disliked = ["a loud hotel"] };

        TellingWords.In("Which hotel is quiet?", facets).ShouldBe(["quiet"]);
        TellingWords.In("Which hotel shall I book?", facets).ShouldBeEmpty();
    }

    [Fact]
    public void Where_two_letters_are_a_word_they_count_as_one() => (Texts.Words("wir fahren ans Meer"), Texts.Words("\u6211\u4eec\u53bb\u6d77\u8fb9\u73a9")).ShouldBe((4, 3));
}
