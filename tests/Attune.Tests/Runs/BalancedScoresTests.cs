using Attune.Runs;

namespace Attune.Tests.Runs;

public sealed class BalancedScoresTests
{
    [Fact]
    public void Rare_levels_come_up_as_often_as_frequent_ones()
    {
        List<(string, string?)> answers = [.. Enumerable.Range(0, 950).Select(i => ($"usual-{i}", (string?)"444")), .. Enumerable.Range(0, 50).Select(i => ($"rare-{i}", (string?)"111"))];

        var drawn = BalancedScores.Draw(answers, 40, new(0, "draw"));

        drawn.Count(n => n.StartsWith("rare", StringComparison.Ordinal)).ShouldBe(20);
        drawn.ShouldBeUnique();
    }

    [Fact]
    public void Each_dimension_is_balanced_where_levels_differ_between_them()
    {
        List<(string, string?)> answers = [.. Enumerable.Range(0, 5).SelectMany(a => Enumerable.Range(0, 100).Select(i => ($"{a}-{i}", (string?)$"{a + 1}{(i / 5 % 10 == 0 ? 5 : 3)}{i % 5 + 1}")))];

        var levels = BalancedScores.Draw(answers, 50, new(1)).Select(n => answers.Single(a => a.Item1 == n).Item2!).ToList();

        levels.CountBy(l => l[0]).ShouldAllBe(c => c.Value >= 8 && c.Value <= 12);
        levels.Count(l => l[1] == '5').ShouldBeInRange(20, 30);
    }

    [Fact]
    public void What_the_judge_did_not_score_comes_last_and_there_are_never_more_than_there_are()
    {
        List<(string, string?)> answers = [("unjudged", null), ("a", "123"), ("b", "321")];

        BalancedScores.Draw(answers, 2, new(0)).ShouldBe(["a", "b"], ignoreOrder: true);
        BalancedScores.Draw(answers, 9, new(0))[^1].ShouldBe("unjudged");
        BalancedScores.Draw(answers, 9, new(0)).Count.ShouldBe(3);
    }

    [Fact]
    public void The_same_key_draws_the_same_and_another_one_others()
    {
        List<(string, string?)> answers = [.. Enumerable.Range(0, 200).Select(i => ($"{i}", (string?)"345"))];

        BalancedScores.Draw(answers, 20, new(0, "x")).ShouldBe(BalancedScores.Draw(answers, 20, new(0, "x")));
        BalancedScores.Draw(answers, 20, new(0, "x")).ShouldNotBe(BalancedScores.Draw(answers, 20, new(0, "y")));
    }
}
