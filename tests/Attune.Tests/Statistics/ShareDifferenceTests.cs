using Attune.Statistics;

namespace Attune.Tests.Statistics;

public sealed class ShareDifferenceTests
{
    // 0.2 − √(0.1² + 0.15²) and 0.2 + √(0.1² + 0.05²).
    [Fact]
    public void Each_end_is_as_far_as_the_shares_own_ends_added_in_squares()
    {
        var difference = ShareDifference.Of(new Estimate(0.5, 0.4, 0.6, 30, 30), new Estimate(0.3, 0.25, 0.45, 40, 40));

        difference.Value.ShouldBe(0.2, 1e-12);
        difference.Low!.Value.ShouldBe(0.2 - Math.Sqrt(0.0325), 1e-12);
        difference.High!.Value.ShouldBe(0.2 + Math.Sqrt(0.0125), 1e-12);
        difference.N.ShouldBe(70);
    }

    [Fact]
    public void Shares_without_interval_give_a_difference_without_one() =>
        ShareDifference.Of(new Estimate(0.5, null, null, 3, 1), new Estimate(0.25, 0.2, 0.3, 4, 4)).ShouldBe(new(0.25, null, null, 7));

    [Fact]
    public void The_mean_of_differences_has_ends_added_in_squares_and_divided()
    {
        var mean = ShareDifference.Mean([new(0.1, -0.2, 0.4, 10), new(0.3, -0.1, 0.7, 20)]);

        (mean.Value, mean.N).ShouldBe((0.2, 30));
        mean.Low!.Value.ShouldBe(0.2 - 0.5 / 2, 1e-12);
        mean.High!.Value.ShouldBe(0.2 + 0.5 / 2, 1e-12);
    }
}
