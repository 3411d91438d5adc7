using Attune.Statistics;

namespace Attune.Tests.Statistics;

public sealed class CorrelationTests
{
    private static readonly (double, double)[] s_tied = [(1, 2), (2, 1), (2, 4), (3, 4), (5, 3), (8, 9), (8, 7), (9, 7), (10, 12), (4, 5)];

    [Fact]
    public void InterPrefs_pass_rates_and_coefficients_correlate_by_0_953()
    {
        // The paper (appendix D.2) prints 0.959 and 0.0414; its own printed numbers give these.
        var r = Correlation.Pearson([(56.5, 0.983), (57.0, 0.949), (52.5, 0.424), (20.5, -0.356)]);

        r.Value!.Value.ShouldBe(0.9529, 5e-5);
        r.P!.Value.ShouldBe(0.0471, 5e-5);
        r.N.ShouldBe(4);
    }

    // SciPy 1.10: pearsonr with its confidence interval, and spearmanr.
    [Fact]
    public void Series_with_ties_give_what_SciPy_gives()
    {
        var (r, rho) = (Correlation.Pearson(s_tied), Correlation.Spearman(s_tied));

        r.Value!.Value.ShouldBe(0.8922570070323688, 1e-12);
        r.P!.Value.ShouldBe(0.0005167115118017102, 1e-12);
        r.Low!.Value.ShouldBe(0.5993240562118912, 1e-9);
        r.High!.Value.ShouldBe(0.9744490553834536, 1e-9);
        rho.Value!.Value.ShouldBe(0.8650306748466259, 1e-12);
        rho.P!.Value.ShouldBe(0.0012296631512496911, 1e-12);
    }

    // Ranks differ by 5, 2, 3, -1, -4, -5: 1 - 6 * 80 / (6 * 35) by hand; p from SciPy.
    [Fact]
    public void A_falling_series_correlates_negatively()
    {
        var rho = Correlation.Spearman([(1, 9), (2, 7), (3, 8), (4, 3), (5, 1), (6, 2)]);

        rho.Value!.Value.ShouldBe(-0.8857142857142858, 1e-12);
        rho.P!.Value.ShouldBe(0.01884548104956266, 1e-12);
    }

    [Fact]
    public void A_straight_line_correlates_fully_and_has_no_interval()
    {
        var r = Correlation.Pearson([(0.1, -0.2), (0.2, -0.4), (0.3, -0.6), (0.7, -1.4)]);

        (r.Value, r.P, r.Low, r.High).ShouldBe((-1.0, 0.0, null, null));
    }

    [Fact]
    public void Two_pairs_have_a_coefficient_and_no_p_and_say_why() =>
        Correlation.Pearson([(1, 1), (2, 5)]).ShouldBe(new Correlation { Value = 1, N = 2, Undefined = "no p with two pairs, which lie on a line whatever they are" });

    [Theory]
    [InlineData(1, 1, 2, 3, "the first series is constant")]
    [InlineData(2, 3, 1, 1, "the second series is constant")]
    public void A_constant_series_has_no_correlation(double x1, double x2, double y1, double y2, string reason)
    {
        var r = Correlation.Spearman([(x1, y1), (x2, y2), (x1, y2)]);

        (r.Value, r.P).ShouldBe((null, null));
        r.Undefined.ShouldBe(reason);
    }

    [Fact]
    public void Fewer_than_two_pairs_have_no_correlation()
    {
        Correlation.Pearson([]).Undefined.ShouldBe("fewer than two pairs");
        Correlation.Pearson([(1, 2)]).Value.ShouldBeNull();
    }

    // Deviations -4.5 to 4.5 against 1, -1, ...: -5 / √(82.5 * 10).
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1.7e12, 1)]
    [InlineData(7e15, 1)]
    [InlineData(-7e15, 1)]
    [InlineData(0, 1e300)]
    [InlineData(0, 1e-300)]
    public void Numbers_far_from_0_keep_the_digits_in_which_they_differ(double origin, double unit)
    {
        (double X, double Y)[] pairs = [.. Enumerable.Range(0, 10).Select(i => ((origin + i) * unit, i % 2 == 0 ? unit : -unit))];

        Correlation.Pearson(pairs).Value!.Value.ShouldBe(-5 / Math.Sqrt(825), 1e-14);
        Correlation.Pearson([.. pairs.Select(p => (p.Y, p.X))]).Value!.Value.ShouldBe(-5 / Math.Sqrt(825), 1e-14);
    }

    [Fact]
    public void The_ends_of_what_a_double_holds_can_be_correlated()
    {
        Correlation.Pearson([(double.MaxValue, 1), (-double.MaxValue, -1), (0, 0.5)]).Value!.Value.ShouldBe(Correlation.Pearson([(1, 1), (-1, -1), (0, 0.5)]).Value!.Value, 1e-14);
        Correlation.Pearson([(double.Epsilon, 1), (0, -1), (2 * double.Epsilon, 0)]).Value!.Value.ShouldBe(0.5, 1e-14);
    }

    [Fact]
    public void Huge_and_tiny_numbers_neither_overflow_nor_vanish()
    {
        Correlation.Pearson([.. s_tied.Select(p => (p.Item1 * 1e307, p.Item2 * 1e-300))]).Value!.Value.ShouldBe(0.8922570070323688, 1e-9);
    }
}
