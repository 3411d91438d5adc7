using Attune.Statistics;

namespace Attune.Tests.Statistics;

public sealed class ContestPlanTests
{
    private static readonly Dictionary<string, double> s_threeModels = new() { ["strong"] = 2, ["close"] = 1.8, ["weak"] = -1 };

    [Fact]
    public void The_closest_pair_plays_first() => Pair(ContestPlan.Next(s_threeModels, new(), 1)[0]).ShouldBe(("close", "strong"));

    // Prior variance 1 each: v = 2, p(1 - p) = 1/4: log(1.5) / 2.
    [Fact]
    public void The_information_of_a_first_contest_is_worked_by_hand() =>
        ContestPlan.Next(new Dictionary<string, double> { ["a"] = 0, ["b"] = 0 }, new(), 1)[0].Information.ShouldBe(0.5 * Math.Log(1.5), 1e-12);

    [Fact]
    public void A_pair_that_played_often_leaves_the_turn_to_others()
    {
        var played = new ContestCounts();
        for (var i = 0; i < 100; i++) played.Add("close", "strong", ContestWinner.A);

        Pair(ContestPlan.Next(s_threeModels, played, 1)[0]).ShouldBe(("close", "weak"));
    }

    [Fact]
    public void A_plan_for_equals_lets_everybody_play()
    {
        var equals = Enumerable.Range(0, 6).ToDictionary(m => $"m{m}", _ => 0.0);

        var plan = ContestPlan.Next(equals, new(), 15).Select(Pair).ToList();

        plan.Take(3).SelectMany(p => new[] { p.A, p.B }).Distinct().Count().ShouldBe(6);
        plan.Distinct().Count().ShouldBe(15);
    }

    [Fact]
    public void One_model_has_nobody_to_play() => Should.Throw<ArgumentException>(() => ContestPlan.Next(new Dictionary<string, double> { ["a"] = 0 }, new(), 1));

    private static (string A, string B) Pair(PlannedContest contest) => (contest.A, contest.B);
}
