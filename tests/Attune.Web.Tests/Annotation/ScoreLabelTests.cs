using Attune.Web.Annotation.Scores;

namespace Attune.Web.Tests.Annotation;

public sealed class ScoreLabelTests
{
    [Theory]
    [InlineData("3", 3)]
    [InlineData("3 3 5", 3)]
    [InlineData("3 4", 3)] // in doubt whether 4 is met, it is not
    [InlineData("4 3 4 3", 3)]
    [InlineData("2 4", null)]
    [InlineData("2 3 4", null)]
    [InlineData("1 1 5 5", null)]
    [InlineData("1 2 2 5 5", null)]
    [InlineData("", null)]
    public void A_score_is_what_most_give_and_of_two_neighbours_the_lower(string levels, int? settled) =>
        ScoreLabel.Settle(levels.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)).ShouldBe(settled);

    [Theory]
    [InlineData("3 4 2|3 4 2", "3 4 2")]
    [InlineData("3 4 2|4 4 1", "3 4 1")]
    [InlineData("3 4 2|3 1 2", null)]
    [InlineData("3 4 2|none", "none")]
    [InlineData("3 4 2|3 4 2|none", "3 4 2")]
    [InlineData("none|none|3 4 2", "none")]
    public void Labels_settle_in_every_dimension_or_not_at_all(string labels, string? settled) => ScoreLabel.Settle(labels.Split('|')).ShouldBe(settled);
}
