using Attune.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Statistics;

public sealed class CohenKappaTests
{
    // The usual table of two readers who say yes or no: 20 and 15 agreed, 5 and 10 not.
    private static readonly (double A, double B)[] s_readers =
    [
        .. Enumerable.Repeat((1.0, 1.0), 20), .. Enumerable.Repeat((1.0, 2.0), 5), .. Enumerable.Repeat((2.0, 1.0), 10), .. Enumerable.Repeat((2.0, 2.0), 15),
    ];

    private static readonly (double A, double B)[] s_scores =
        [(1, 1), (2, 3), (3, 3), (4, 5), (5, 5), (1, 2), (2, 2), (3, 3), (4, 4), (5, 4), (2, 1), (3, 5)];

    [Theory]
    [InlineData(KappaWeights.None)]
    [InlineData(KappaWeights.Linear)]
    [InlineData(KappaWeights.Quadratic)]
    public void Full_agreement_is_1_and_shows_no_spread_for_an_interval(KappaWeights weights)
    {
        var kappa = CohenKappa.Of([(1, 1), (3, 3), (5, 5)], weights);

        kappa.Value!.Value.ShouldBe(1, 1e-12);
        (kappa.Low, kappa.High, kappa.N).ShouldBe((null, null, 3));
    }

    // Observed: (0 + 1 + 1 + 4) / 4 = 1.5. Expected over all 16 pairs of {1,2,3,4} and {1,3,2,2}: means 2.5 and 2, variances 1.25 and 0.5,
    // so 1.25 + 0.5 + 0.25 = 2. Kappa = 1 - 1.5 / 2.
    [Fact]
    public void Quadratic_weights_worked_by_hand() => CohenKappa.Of([(1, 1), (2, 3), (3, 2), (4, 2)], KappaWeights.Quadratic).Value!.Value.ShouldBe(0.25, 1e-12);

    // Agreement 35/50 = 0.7, by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5, kappa (0.7 - 0.5) / (1 - 0.5) = 0.4; weights do not matter with two categories.
    [Theory]
    [InlineData(KappaWeights.None)]
    [InlineData(KappaWeights.Linear)]
    [InlineData(KappaWeights.Quadratic)]
    public void Two_readers_of_fifty_items_agree_by_two_fifths(KappaWeights weights) => CohenKappa.Of(s_readers, weights).Value!.Value.ShouldBe(0.4, 1e-12);

    [Fact]
    public void The_interval_is_close_to_the_asymptotic_one()
    {
        // Fleiss, Cohen and Everitt's (1969) large-sample standard error of this table is 0.1270; times 1.96.
        var kappa = CohenKappa.Of(s_readers, KappaWeights.None);

        ((kappa.High - kappa.Low)!.Value / 2).ShouldBe(0.2489, 0.015);
    }

    // From the definitions, every pair and every item left out summed one by one outside this program.
    [Theory]
    [InlineData(KappaWeights.None, 0.37391304347826093, -0.06014990190580799, 0.8079759888623299)]
    [InlineData(KappaWeights.Linear, 0.625, 0.3360225156519938, 0.9139774843480062)]
    [InlineData(KappaWeights.Quadratic, 0.8014705882352942, 0.5828332894372428, 1)]
    public void Scores_of_twelve_items_give_what_the_definitions_give(KappaWeights weights, double value, double low, double high)
    {
        var kappa = CohenKappa.Of(s_scores, weights);

        kappa.Value!.Value.ShouldBe(value, 1e-9);
        kappa.Low!.Value.ShouldBe(low, 1e-9);
        kappa.High!.Value.ShouldBe(high, 1e-9);
    }

    [Fact]
    public void Words_are_labels_too()
    {
        var kappa = CohenKappa.Nominal<string>([.. s_readers.Select(r => (r.A == 1 ? "yes" : "no", r.B == 1 ? "yes" : "no"))]);

        kappa.Value!.Value.ShouldBe(0.4, 1e-12);
    }

    [Fact]
    public void A_rater_who_never_varies_agrees_by_chance_only() => CohenKappa.Of([(1, 3), (3, 3), (5, 3)], KappaWeights.Quadratic).Value!.Value.ShouldBe(0, 1e-12);

    [Fact]
    public void It_is_undefined_without_items_or_where_nobody_varies()
    {
        var empty = CohenKappa.Of([], KappaWeights.None);
        var constant = CohenKappa.Of([(4, 4), (4, 4)], KappaWeights.Linear);

        (empty.Value, empty.Low).ShouldBe((null, null));
        empty.Undefined.ShouldBe("no item was rated by both raters");
        (constant.Value, constant.N).ShouldBe((null, 2));
        constant.Undefined!.ShouldContain("every rating is the same");
    }

    [Theory]
    [InlineData(KappaWeights.None)]
    [InlineData(KappaWeights.Linear)]
    [InlineData(KappaWeights.Quadratic)]
    public void It_does_not_matter_who_is_first_nor_where_the_scale_begins(KappaWeights weights) => Prop.ForAll(
        Arb.From(Gen.Choose(1, 5).Two().ListOf()),
        drawn =>
        {
            var pairs = drawn.Select(d => (A: (double)d.Item1, B: (double)d.Item2)).ToList();
            var kappa = CohenKappa.Of(pairs, weights);
            return Same(kappa, CohenKappa.Of(pairs.ConvertAll(p => (p.B, p.A)), weights))
                && Same(kappa, CohenKappa.Of(pairs.ConvertAll(p => (p.A + 1000, p.B + 1000)), weights))
                && kappa.Value is null or <= 1 + 1e-12
                && kappa.Value is null == kappa.Undefined is not null;
        }).QuickCheckThrowOnFailure();

    private static bool Same(Agreement a, Agreement b) => Same(a.Value, b.Value) && Same(a.Low, b.Low) && Same(a.High, b.High);

    private static bool Same(double? a, double? b) => (a is null && b is null) || Math.Abs(a!.Value - b!.Value) < 1e-6;
}
