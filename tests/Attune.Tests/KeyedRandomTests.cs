using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests;

public sealed class KeyedRandomTests
{
    /// <summary>"Same seed, same bytes" makes these numbers a format: if this test fails, every run of the past reads differently. They come from an implementation of its own.</summary>
    [Fact]
    public void Its_numbers_never_change()
    {
        var random = new KeyedRandom(0, "options", "q1");
        Enumerable.Range(0, 8).Select(_ => random.Next(1000)).ShouldBe([535, 327, 747, 965, 261, 603, 762, 287]);
        random.NextDouble().ShouldBe(0.22619716015204205);
        new KeyedRandom(7).Shuffle(Enumerable.Range(0, 10)).ShouldBe([4, 2, 7, 0, 9, 1, 8, 5, 6, 3]);
        new KeyedRandom(-1, "é😀").Next(int.MaxValue).ShouldBe(1536518196);
    }

    [Fact]
    public void Each_seed_and_each_list_of_names_has_its_own_numbers()
    {
        KeyedRandom[] randoms = [new(0), new(1), new(0, "a"), new(0, "a", "b"), new(0, "ab"), new(0, "b", "a"), new(0, "")];

        randoms.Select(r => r.Next(int.MaxValue)).Distinct().Count().ShouldBe(randoms.Length);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(97)]
    public void Next_is_uniform(int bound)
    {
        const int draws = 100_000;
        var random = new KeyedRandom(1, "uniform");
        var counts = new int[bound];
        for (var i = 0; i < draws; i++) counts[random.Next(bound)]++;

        ChiSquare(counts, (double)draws / bound).ShouldBeLessThan(Critical(bound - 1));
    }

    [Fact]
    public void NextDouble_is_uniform_from_0_to_below_1()
    {
        const int draws = 100_000;
        var random = new KeyedRandom(1, "double");
        var counts = new int[20];
        for (var i = 0; i < draws; i++) counts[(int)(random.NextDouble() * 20)]++;

        ChiSquare(counts, draws / 20.0).ShouldBeLessThan(Critical(19));
    }

    [Fact]
    public void Every_order_of_four_is_equally_likely()
    {
        const int draws = 48_000;
        var counts = Enumerable.Range(0, draws).CountBy(i => string.Concat(new KeyedRandom(i, "shuffle").Shuffle("ABCD"))).Select(c => c.Value).ToArray();

        counts.Length.ShouldBe(24);
        ChiSquare(counts, draws / 24.0).ShouldBeLessThan(Critical(23));
    }

    [Fact]
    public void A_shuffle_is_a_permutation_and_leaves_its_input_alone() => Prop.ForAll<int[], int>((items, seed) =>
    {
        var before = items.ToArray();
        var shuffled = new KeyedRandom(seed).Shuffle(items);
        return shuffled.Order().SequenceEqual(before.Order()) && items.SequenceEqual(before);
    }).Check(Config.QuickThrowOnFailure);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_bound_below_1_is_refused(int bound) => Should.Throw<ArgumentOutOfRangeException>(() => new KeyedRandom(0).Next(bound));

    [Fact]
    public void A_bound_of_1_leaves_nothing_to_chance() => new KeyedRandom(0).Next(1).ShouldBe(0);

    private static double ChiSquare(int[] counts, double expected) => counts.Sum(c => (c - expected) * (c - expected) / expected);

    /// <summary>The 99.9% quantile of chi-square (Wilson and Hilferty's approximation).</summary>
    private static double Critical(int freedom)
    {
        var spread = 2.0 / (9 * freedom);
        return freedom * Math.Pow(1 - spread + 3.0902 * Math.Sqrt(spread), 3);
    }
}
