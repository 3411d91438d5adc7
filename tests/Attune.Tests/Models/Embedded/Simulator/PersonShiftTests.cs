using Attune.Models.Embedded.Simulator;

namespace Attune.Tests.Models.Embedded.Simulator;

public sealed class PersonShiftTests
{
    [Theory]
    [InlineData("The user is vegetarian.", "I'm vegetarian", "are vegetarian")]
    [InlineData("The user does not eat eggs.", "I do not eat eggs", "do not eat eggs")]
    [InlineData("The user works as a nurse and lives in Leeds.", "I work as a nurse and live in Leeds", "work as a nurse and live in Leeds")]
    [InlineData("The user always flies with their dog.", "I always fly with my dog", "always fly with your dog")]
    [InlineData("The user watches films, teaches maths and goes home.", "I watch films, teach maths and go home", "watch films, teach maths and go home")]
    [InlineData("The user cannot stand salad", "I cannot stand salad", "cannot stand salad")]
    [InlineData("The user has a dog that sleeps", "I have a dog that sleeps", "have a dog that sleeps")]
    [InlineData("Prefers tea over coffee.", "I prefer tea over coffee", "prefer tea over coffee")]
    [InlineData("The user's knees are bad.", "I find that my knees are bad", "find that your knees are bad")]
    public void A_statement_about_the_user_is_said_by_and_to_the_user(string statement, string first, string you)
    {
        var said = PersonShift.Of(statement);

        said.FirstPerson.ShouldBe(first);
        said.You.ShouldBe(you);
    }

    [Theory]
    [InlineData("Aime le caf\u00e9 noir.", "I put it like this: Aime le caf\u00e9 noir")]
    [InlineData("", "I put it like this: ")]
    [InlineData("\u5403\u8fa3", "I put it like this: \u5403\u8fa3")]
    public void What_is_no_statement_about_the_user_is_quoted(string statement, string first) => PersonShift.Of(statement).FirstPerson.ShouldBe(first);

    [Fact]
    public void Lines_and_signs_that_nobody_sees_become_a_space_and_length_has_an_end() =>
        PersonShift.Of("The user likes\0a\nb\u200b " + new string('x', 5000) + " y").FirstPerson.ShouldBe("I like a b");
}
