using Attune.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Statistics;

public sealed class WeightedKappaTests
{
    [Fact]
    public void Full_agreement_is_1() => WeightedKappa.Quadratic([(1, 1), (3, 3), (5, 5)])!.Value.ShouldBe(1, 1e-12);

    // Observed: (0 + 1 + 1 + 4) / 4 = 1.5. Expected over all 16 pairs of {1,2,3,4} and {1,3,2,2}: means 2.5 and 2, variances 1.25 and 0.5,
    // so 1.25 + 0.5 + 0.25 = 2. Kappa = 1 - 1.5 / 2.
    [Fact]
    public void A_case_worked_by_hand() => WeightedKappa.Quadratic([(1, 1), (2, 3), (3, 2), (4, 2)])!.Value.ShouldBe(0.25, 1e-12);

    // Observed 1; expected 0.25 + 0.25 = 0.5; 1 - 2.
    [Fact]
    public void Full_disagreement_of_two_levels_is_minus_1() => WeightedKappa.Quadratic([(1, 2), (2, 1)])!.Value.ShouldBe(-1, 1e-12);

    // With two categories the weights do not matter, so this is Cohen's unweighted kappa of the usual 20-5-10-15 table:
    // agreement 35/50 = 0.7, by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5, kappa (0.7 - 0.5) / (1 - 0.5) = 0.4.
    [Fact]
    public void On_two_categories_it_is_cohens_kappa() => WeightedKappa.Quadratic(
    [
        .. Enumerable.Repeat((1, 1), 20), .. Enumerable.Repeat((1, 2), 5), .. Enumerable.Repeat((2, 1), 10), .. Enumerable.Repeat((2, 2), 15),
    ])!.Value.ShouldBe(0.4, 1e-12);

    [Fact]
    public void A_rater_who_never_varies_agrees_by_chance_only() => WeightedKappa.Quadratic([(1, 3), (3, 3), (5, 3)])!.Value.ShouldBe(0, 1e-12);

    [Fact]
    public void It_is_undefined_without_items_or_where_nobody_varies()
    {
        WeightedKappa.Quadratic([]).ShouldBeNull();
        WeightedKappa.Quadratic([(4, 4), (4, 4)]).ShouldBeNull();
    }

    [Fact]
    public void It_does_not_matter_who_is_first_nor_where_the_scale_begins() => Prop.ForAll(
        Arb.From(Gen.Choose(1, 5).Two().ListOf()),
        drawn =>
        {
            var pairs = drawn.Select(d => (A: d.Item1, B: d.Item2)).ToList();
            var kappa = WeightedKappa.Quadratic(pairs);
            return Same(kappa, WeightedKappa.Quadratic(pairs.ConvertAll(p => (p.B, p.A))))
                && Same(kappa, WeightedKappa.Quadratic(pairs.ConvertAll(p => (p.A + 10, p.B + 10))))
                && kappa is null or <= 1 + 1e-12;
        }).QuickCheckThrowOnFailure();

    private static bool Same(double? a, double? b) => (a is null && b is null) || Math.Abs(a!.Value - b!.Value) < 1e-9;
}
