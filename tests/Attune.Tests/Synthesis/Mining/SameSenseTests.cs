using Attune.Synthesis.Mining;

namespace Attune.Tests.Synthesis.Mining;

public sealed class SameSenseTests
{
    [Theory]
    [InlineData("The user likes coffee.", "The user dislikes coffee.")]
    [InlineData("The user takes the train from Berlin to Hamburg.", "The user takes the train from Hamburg to Berlin.")]
    [InlineData("The user eats meat.", "The user does not eat meat.")]
    [InlineData("The user prefers tea over coffee.", "The user prefers coffee over tea.")]
    [InlineData("The user prefers trains to planes.", "The user prefers planes to trains.")]
    [InlineData("The user wants answers under 100 words.", "The user wants answers under 300 words.")]
    [InlineData("The user has a dog.", "The user likes dogs.")]
    [InlineData("The user is a nurse.", "The user likes nurses.")]
    [InlineData("The user can’t eat nuts.", "The user eats nuts.")]
    public void Opposed_sentences_of_the_same_words_do_not_agree(string one, string other) => SameSense.Of(one).Agrees(SameSense.Of(other)).ShouldBeFalse();

    [Theory]
    [InlineData("The user likes coffee.", "The user loves coffee.")]
    [InlineData("The user likes to cook.", "The user cooks.")]
    [InlineData("The user hates long meetings.", "The user cannot stand long meetings.")]
    [InlineData("The user prefers tea over coffee.", "The user likes tea over coffee.")]
    [InlineData("The user prefers answers under 100 words.", "The user wants answers of under 100 words.")]
    public void Paraphrases_do(string one, string other) => SameSense.Of(one).Agrees(SameSense.Of(other)).ShouldBe(true);
}
