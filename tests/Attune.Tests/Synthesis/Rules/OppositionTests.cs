using Attune.People;
using Attune.Synthesis.Rules;

namespace Attune.Tests.Synthesis.Rules;

public sealed class OppositionTests
{
    [Theory]
    [InlineData("The user likes to drink coffee.", "The user likes to drink milk.")]
    [InlineData("The user suffers from stomach pain.", "The user is very healthy and strong.")]
    [InlineData("The user prefers trains to planes.", "The user prefers planes to trains.")]
    [InlineData("The user prefers short answers.", "The user avoids short answers and wants every detail.")]
    public void A_statement_with_something_new_or_with_its_sides_changed_is_an_opposite(string original, string opposite) =>
        Opposition.Fault(original, opposite).ShouldBeNull();

    [Theory]
    [InlineData("The user likes hiking.", "The user does not like hiking.", "it only negates")]
    [InlineData("The user likes hiking.", "The user hates hiking.", "it only negates")]
    [InlineData("The user likes hiking.", "The user really enjoys hiking.", "says the same")]
    [InlineData("The user likes hiking in the hills.", "The user likes hiking.", "says the same")]
    public void A_bare_negation_or_the_same_in_other_words_is_none(string original, string opposite, string fault) =>
        Opposition.Fault(original, opposite).ShouldNotBeNull().ShouldContain(fault);

    [Theory]
    [InlineData("The user does not dislike hiking.", "negates twice")]
    [InlineData("The user isn't without friends who don't hike, and never avoids hills.", "negates twice")]
    [InlineData("I like hiking in my hills.", "third person")]
    [InlineData("Hiking is what she does.", "begin with 'The user'")]
    [InlineData("The user hikes. The user swims.", "more than one sentence")]
    [InlineData("The user", "2 words")]
    public void The_form_of_a_statement_is_checked(string text, string fault) => Opposition.Form(text, isEnglish: true).ShouldContain(f => f.Contains(fault));

    [Fact]
    public void Another_language_is_checked_for_its_length_and_sentences_only() => Opposition.Form("Der Nutzer wandert gern in den Bergen.", isEnglish: false).ShouldBeEmpty();

    [Fact]
    public void Words_of_one_side_tell_a_pair_apart_and_words_of_both_or_of_stating_do_not()
    {
        (string, Facets?) one = ("The user likes to drink coffee.", new() { Liked = ["espresso"] });
        (string, Facets?) other = ("The user likes to drink milk.", null);

        PairWords.In("Which drink would the user like, an espresso, a coffee or Milk?", one, other).ShouldBe(["espresso", "coffee", "milk"]);
        PairWords.In("What shall I drink in the morning?", one, other).ShouldBeEmpty();
    }
}
