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

    [Fact]
    public void A_tournament_can_be_planned_from_its_first_contest_on()
    {
        var plan = ContestPlan.Next(["a", "b", "c"], new(), 3);

        plan.Select(Pair).ShouldBe([("a", "b"), ("a", "c"), ("b", "c")]);
        plan[0].Information.ShouldBe(0.5 * Math.Log(1.5), 1e-12);
    }

    // One win of a over b: the mode solves x = 1 − 1 / (1 + e^(−2x)) for a and −x for b, x = 0.338; so a and c, b and c are equally close.
    [Fact]
    public void Somebody_who_won_everything_is_planned_for_as_well()
    {
        var played = new ContestCounts();
        played.Add("a", "b", ContestWinner.A);
        var belief = new ContestBelief(["a", "b", "c"], played);

        belief.Value(0).ShouldBe(1 - 1 / (1 + Math.Exp(-2 * belief.Value(0))), 1e-9);
        (belief.Value(1), belief.Value(2)).ShouldBe((-belief.Value(0), 0));
        Pair(ContestPlan.Next(["a", "b", "c"], played, 1)[0]).ShouldBe(("a", "c"));
    }

    [Fact]
    public void Strangers_among_the_contests_played_are_ignored()
    {
        var played = new ContestCounts();
        for (var i = 0; i < 50; i++) played.Add("x", i % 2 == 0 ? "a" : "b", ContestWinner.A);

        ContestPlan.Next(["a", "b"], played, 1)[0].Information.ShouldBe(0.5 * Math.Log(1.5), 1e-12);
    }

    [Fact]
    public void No_pair_plays_more_than_is_left_and_a_plan_ends_where_nothing_is()
    {
        var plan = ContestPlan.Next(["a", "b", "c"], new(), 50, (a, b) => (a, b) switch { ("a", "b") => 3, ("b", "c") => 1, _ => 0 });

        plan.CountBy(Pair).ShouldBe([KeyValuePair.Create(("a", "b"), 3), KeyValuePair.Create(("b", "c"), 1)], ignoreOrder: true);
    }

    [Fact]
    public void Played_step_by_step_a_plan_lets_the_close_meet_most_and_tells_them_apart_sooner_than_chance_does()
    {
        Dictionary<string, double> truth = new() { ["a"] = 2.6, ["b"] = 2.0, ["c"] = -2.0, ["d"] = -2.6 };
        string[] models = [.. truth.Keys];
        var (planned, byChance, close) = (0, 0, 0L);
        for (var tournament = 0; tournament < 60; tournament++)
        {
            var random = new KeyedRandom(tournament, "tournament");
            var (wise, blind) = (new ContestCounts(), new ContestCounts());
            for (var round = 0; round < 12; round++)
            {
                foreach (var contest in ContestPlan.Next(models, wise, 10)) Play(wise, contest.A, contest.B, random);
                for (var i = 0; i < 10; i++)
                {
                    var a = random.Next(4);
                    Play(blind, models[a], models[(a + 1 + random.Next(3)) % 4], random);
                }
            }

            planned += RightlyOrdered(wise);
            byChance += RightlyOrdered(blind);
            close += wise.InOrder().Pairs.Where(p => (p.First, p.Second) is (0, 1) or (2, 3)).Sum(p => p.Count.Contests);
        }

        // Chance gives them a third of all contests.
        (close / (60 * 120.0)).ShouldBeGreaterThan(0.6);
        planned.ShouldBeGreaterThan(byChance + 5);

        void Play(ContestCounts counts, string a, string b, KeyedRandom random) =>
            counts.Add(a, b, random.NextDouble() < 1 / (1 + Math.Exp(truth[b] - truth[a])) ? ContestWinner.A : ContestWinner.B);

        // How many of the two close pairs, of which one is the better, are found in the right order.
        int RightlyOrdered(ContestCounts counts)
        {
            var belief = new ContestBelief(models, counts);
            return (belief.Value(0) > belief.Value(1) ? 1 : 0) + (belief.Value(2) > belief.Value(3) ? 1 : 0);
        }
    }

    [Fact]
    public void Nobody_plays_against_nobody() => Should.Throw<ArgumentException>(() => ContestPlan.Next(["a", "a"], new(), 1));

    private static (string A, string B) Pair(PlannedContest contest) => (contest.A, contest.B);
}
