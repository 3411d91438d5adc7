using Attune.Models.Embedded;
using Attune.Models.Embedded.Simulator;
using Attune.Synthesis.Rules;

namespace Attune.Tests.Models.Embedded.Simulator;

public sealed class ThemeTests
{
    [Fact]
    public void Every_alternative_is_a_statement_and_opposed_to_the_others_of_its_theme()
    {
        foreach (var theme in Bank.Themes)
        {
            var statements = theme.Alternatives.Select(a => $"The user {a.Text}.").ToList();
            foreach (var statement in statements)
            {
                Opposition.Form(statement, isEnglish: true).ShouldBeEmpty(statement);
                foreach (var other in statements.Where(s => s != statement)) Opposition.Fault(statement, other).ShouldBeNull($"{statement} {other}");
            }
        }
    }

    [Fact]
    public void Any_two_alternatives_leave_three_queries_that_use_no_word_of_either()
    {
        foreach (var theme in Bank.Themes)
            foreach (var one in theme.Alternatives)
                foreach (var other in theme.Alternatives.Where(a => a != one))
                {
                    var named = Stems.Of($"{one.Text} {other.Text}").ToHashSet();
                    theme.Queries.Concat(Bank.PairTalk.GeneralQueries).Count(q => !Stems.Of(q).Any(named.Contains)).ShouldBeGreaterThanOrEqualTo(3, $"{theme.Id}: {one.Text} {other.Text}");
                }
    }

    [Fact]
    public void Queries_state_no_preference() =>
        Bank.Themes.SelectMany(t => t.Queries).Concat(Bank.PairTalk.GeneralQueries).Select(ExplicitWords.In).OfType<string>().ShouldBeEmpty();

    [Fact]
    public void What_leads_up_to_a_fact_makes_it_a_statement_of_the_users()
    {
        foreach (var frame in Bank.PairTalk.Said)
            new Memory(frame.Fill(("i", "I work as a nurse"))).Statements.ShouldHaveSingleItem(frame).Text.ShouldContain("nurse");
    }

    [Theory]
    [InlineData("The user is vegetarian.", "Dietary preferences", "diet")]
    [InlineData("The user prefers short answers.", "Length of answers", "answer-length")]
    [InlineData("The user is a night nurse on a children's ward.", "Occupation", "occupation")]
    [InlineData("The user prefers answers in Chinese.", "Language of answers", "language-style")]
    [InlineData("The user has a deaf dachshund.", "Pets", "pets")]
    [InlineData("The user decides by gut feeling.", "Decision-making style", "decisions")]
    public void A_mined_statement_finds_its_theme(string text, string subtopic, string theme) =>
        Matter.Of(new(text, new() { Field = "Any", Subtopic = subtopic })).Queries.ShouldBe(Bank.Themes.Single(t => t.Id == theme).Queries);
}
