using Attune.Statistics;

namespace Attune.Tests.Statistics;

public sealed class LengthBiasTests
{
    [Fact]
    public void Table_6_shows_no_difference_that_200_pairs_could_tell_from_chance()
    {
        var bias = LengthBias.Of([.. Half(100, 59, 555.7), .. Half(100, 53, 1388.6)]);

        (bias.Shorter!.PassRate.Mean, bias.Longer!.PassRate.Mean, bias.Shorter.PassRate.N, bias.Longer.PassRate.N).ShouldBe((0.59, 0.53, 100, 100));
        bias.Shorter.MeanLength.ShouldBe(555.7, 1e-9);
        bias.Longer.MeanLength.ShouldBe(1388.6, 1e-9);
        // Standard errors √(p(1 − p)/99) are 0.0502 and 0.0494, t(99) is 1.984; the bootstrap comes within a few percent.
        bias.Longer.PassRate.Low!.Value.ShouldBe(0.53 - 0.0995, 0.004);
        bias.Difference!.Value.ShouldBe(-0.06, 1e-12);
        bias.Difference.Low!.Value.ShouldBe(-0.06 - 0.1398, 0.006);
        bias.Difference.High!.Value.ShouldBe(-0.06 + 0.1398, 0.006);
    }

    [Fact]
    public void An_even_count_without_ties_gives_two_equal_halves()
    {
        var bias = LengthBias.Of([new(5, true), new(1, false), new(3, true), new(2, true)]);

        (bias.Median, bias.N, bias.AtMedian).ShouldBe((2.5, 4, 0));
        (bias.Shorter!.PassRate.Mean, bias.Shorter.MeanLength, bias.Shorter.Shortest, bias.Shorter.Longest).ShouldBe((0.5, 1.5, 1, 2));
        (bias.Longer!.PassRate.Mean, bias.Longer.MeanLength, bias.Longer.Shortest, bias.Longer.Longest).ShouldBe((1, 4, 3, 5));
        bias.Difference!.Value.ShouldBe(0.5);
    }

    [Theory]
    [InlineData(new double[] { 1, 2, 3 }, 2, 1, 1, 1)]
    [InlineData(new double[] { 1, 2, 2, 2, 3, 4 }, 2, 3, 1, 2)]
    [InlineData(new double[] { 1, 1, 2, 3, 3 }, 2, 1, 2, 2)]
    [InlineData(new double[] { 1, 2, 2, 3 }, 2, 2, 1, 1)]
    public void Items_of_the_median_length_are_in_neither_half(double[] lengths, double median, int atMedian, int shorter, int longer)
    {
        var bias = LengthBias.Of(lengths.Select(l => new JudgedLength(l, true)));

        (bias.Median, bias.AtMedian, bias.Shorter!.PassRate.N, bias.Longer!.PassRate.N, bias.N).ShouldBe((median, atMedian, shorter, longer, shorter + longer));
    }

    [Fact]
    public void The_order_of_the_items_changes_nothing()
    {
        List<JudgedLength> items = [.. Enumerable.Range(0, 61).Select(i => new JudgedLength(i * 7 % 20, i % 3 == 0, $"u{i % 9}"))];

        LengthBias.Of(items.AsEnumerable().Reverse(), seed: 2).ShouldBe(LengthBias.Of(items, seed: 2));
    }

    [Fact]
    public void Items_without_a_verdict_are_left_out_before_the_split()
    {
        var bias = LengthBias.Of([new(1, true), new(2, false), new(100, null), new(200, null)]);

        (bias.Median, bias.LeftOut, bias.N).ShouldBe((1.5, 2, 2));
    }

    [Fact]
    public void Items_of_one_user_resemble_each_other_and_widen_the_interval()
    {
        var items = Enumerable.Range(0, 400).Select(i => (Length: i, Passed: i / 20 % 2 == 0, User: $"u{i / 20}")).ToList();

        var byUser = LengthBias.Of(items.Select(i => new JudgedLength(i.Length, i.Passed, i.User))).Difference!;
        var alone = LengthBias.Of(items.Select(i => new JudgedLength(i.Length, i.Passed))).Difference!;

        (byUser.High - byUser.Low)!.Value.ShouldBeGreaterThan(2 * (alone.High - alone.Low)!.Value);
    }

    [Theory]
    [InlineData(new double[] { }, "no item has a verdict")]
    [InlineData(new double[] { 4, 4, 4 }, "no item is shorter or longer than the median length, 4")]
    [InlineData(new double[] { 1, 2, 2, 2 }, "no item is longer than the median length, 2")]
    [InlineData(new double[] { 2, 2, 2, 9 }, "no item is shorter than the median length, 2")]
    public void Where_a_half_is_missing_there_is_no_difference_and_the_reason_is_told(double[] lengths, string reason)
    {
        var bias = LengthBias.Of(lengths.Select(l => new JudgedLength(l, true)));

        (bias.Difference, bias.Undefined).ShouldBe((null, reason));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_length_is_a_number_from_0(double length) => Should.Throw<ArgumentOutOfRangeException>(() => LengthBias.Of([new(length, true)]));

    private static IEnumerable<JudgedLength> Half(int items, int passed, double mean) =>
        Enumerable.Range(0, items).Select(i => new JudgedLength(mean + i - (items - 1) / 2.0, i < passed));
}
