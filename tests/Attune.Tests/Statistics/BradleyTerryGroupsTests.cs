using Attune.Statistics;

namespace Attune.Tests.Statistics;

public sealed class BradleyTerryGroupsTests
{
    // Groups that agree within are worth one contest each: 28 of 40 won, so the log odds have the standard error √(1/28 + 1/12) = 0.345,
    // and each coefficient half of it. Expanded for 40 groups: 0.1725 × √(40/39) × 2.0227 = 0.353 to each side.
    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    public void Contests_that_repeat_each_other_within_a_group_tell_no_more_than_one(int repeated)
    {
        var groups = Enumerable.Range(0, 40).Select(g => Group(("a", "b", g < 28 ? ContestWinner.A : ContestWinner.B, repeated))).ToList();

        var a = BradleyTerry.Fit(All(groups), groups, repeats: 4000).Coefficients["a"];

        a.Value.ShouldBe(Math.Log(28.0 / 12) / 2, 1e-9);
        ((a.High!.Value - a.Low!.Value) / 2).ShouldBe(0.353, 0.04);
    }

    [Fact]
    public void Contests_taken_one_by_one_would_look_surer_than_they_are()
    {
        var groups = Enumerable.Range(0, 40).Select(g => Group(("a", "b", g < 28 ? ContestWinner.A : ContestWinner.B, 10))).ToList();

        var a = BradleyTerry.Fit(All(groups), repeats: 4000).Coefficients["a"];

        ((a.High!.Value - a.Low!.Value) / 2).ShouldBe(1.96 * 0.1725 / Math.Sqrt(10), 0.015);
    }

    [Fact]
    public void Coefficients_are_those_of_the_contests_whatever_their_groups()
    {
        List<ContestCounts> groups = [.. Enumerable.Range(0, 8).Select(g => Group(("a", "b", ContestWinner.A, g + 1), ("c", "b", ContestWinner.B, 2), ("a", "c", ContestWinner.Tie, 3), ("a", "b", ContestWinner.B, 1), ("c", "b", ContestWinner.A, 1)))];

        var (grouped, plain) = (BradleyTerry.Fit(All(groups), groups), BradleyTerry.Fit(All(groups)));

        foreach (var (model, coefficient) in plain.Coefficients) grouped.Coefficients[model].Value.ShouldBe(coefficient.Value);
        grouped.Coefficients.Values.ShouldAllBe(c => c.Low < c.Value && c.Value < c.High);
    }

    [Theory]
    [InlineData(1, "1 group of contests are too few")]
    [InlineData(5, "5 groups of contests are too few")]
    public void Few_groups_give_no_interval_and_a_note(int count, string note)
    {
        var groups = Enumerable.Range(0, count).Select(_ => Group(("a", "b", ContestWinner.A, 3), ("b", "a", ContestWinner.A, 2))).ToList();

        var fit = BradleyTerry.Fit(All(groups), groups);

        fit.Coefficients.Values.ShouldAllBe(c => c.Low == null && c.High == null);
        fit.Notes.ShouldHaveSingleItem().ShouldContain(note);
    }

    // n = 10: √(10/9) × 2.262 = 2.385 standard deviations; n = 20: √(20/19) × 2.093 = 2.147.
    [Theory]
    [InlineData(10, 0.00855)]
    [InlineData(20, 0.0159)]
    [InlineData(1_000_000, 0.025)]
    public void Percentiles_lie_further_out_the_fewer_groups_there_are(int groups, double tail) => PercentileEnds.Expanded(groups).ShouldBe(tail, 0.00005);

    [Fact]
    public void Groups_of_other_contests_are_refused()
    {
        var groups = new[] { Group(("a", "b", ContestWinner.A, 1)), Group(("b", "a", ContestWinner.A, 1)) };

        Should.Throw<ArgumentException>(() => BradleyTerry.Fit(All([.. groups, groups[0]]), groups));
    }

    private static ContestCounts Group(params (string A, string B, ContestWinner Winner, int Times)[] contests) => Of(contests);

    private static ContestCounts All(IEnumerable<ContestCounts> groups)
    {
        var all = new List<(string, string, ContestWinner, int)>();
        foreach (var group in groups)
        {
            var (models, pairs) = group.InOrder();
            foreach (var (first, second, count) in pairs)
                all.AddRange([(models[first], models[second], ContestWinner.A, (int)count.First), (models[first], models[second], ContestWinner.B, (int)count.Second), (models[first], models[second], ContestWinner.Tie, (int)count.Ties)]);
        }

        return Of(all);
    }

    private static ContestCounts Of(IEnumerable<(string A, string B, ContestWinner Winner, int Times)> contests)
    {
        var counts = new ContestCounts();
        foreach (var (a, b, winner, times) in contests)
            for (var i = 0; i < times; i++) counts.Add(a, b, winner);
        return counts;
    }
}
