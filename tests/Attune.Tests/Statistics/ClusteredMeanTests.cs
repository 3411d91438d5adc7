using Attune.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Statistics;

public sealed class ClusteredMeanTests
{
    // 97.5% quantiles of Student's t, from the tables.
    private const double T1 = 12.706205, T2 = 4.302653, T4 = 2.776445;

    [Fact]
    public void The_mean_is_over_values_not_over_clusters()
    {
        var mean = Of([[1, 1, 1], [0]]).Estimate(0, 0, 1).ShouldNotBeNull();

        (mean.Mean, mean.N, mean.Clusters).ShouldBe((0.75, 4, 2));
    }

    [Fact]
    public void No_value_has_no_mean() => new ClusteredMean().Estimate(0, 0, 1).ShouldBeNull();

    [Fact]
    public void One_cluster_has_a_mean_and_no_interval() => Of([[0, 1, 1]]).Estimate(0, 0, 1).ShouldBe(new Estimate(2.0 / 3, null, null, 3, 1));

    [Fact]
    public void Two_clusters_have_the_interval_of_their_four_resamples() =>
        ShouldHaveHalfWidth([[1, 2, 3], [7, 8, 9, 9]], T1 * Math.Sqrt(2));

    [Fact]
    public void Three_clusters_have_the_interval_of_their_27_resamples() =>
        ShouldHaveHalfWidth([[1, 5], [2], [4, 4, 5, 3]], T2 * Math.Sqrt(1.5));

    [Fact]
    public void Clusters_of_one_size_have_the_interval_of_their_means()
    {
        // Worked by hand: cluster means 0, 2, 4, 6, 8; deviation with n in the denominator √8; SE = √8 / √5.
        var mean = Of([[-1, 1], [1, 3], [3, 5], [5, 7], [7, 9]]).Estimate(0, -1000, 1000).ShouldNotBeNull();

        mean.Mean.ShouldBe(4);
        Half(mean).ShouldBe(T4 * Math.Sqrt(8.0 / 5) * Math.Sqrt(5.0 / 4), tolerance: 0.05 * 4);
    }

    [Fact]
    public void Where_users_agree_though_their_values_do_not_the_spread_of_single_values_stands_in()
    {
        // Three users with one of five each: mean 0.2, s² = 0.2 * 0.8 * 15/14, s/√15 = 0.1069045; times 4.302653.
        var mean = Of([[1, 0, 0, 0, 0], [0, 1, 0, 0, 0], [0, 0, 0, 0, 1]]).Estimate(0, -10, 10).ShouldNotBeNull();

        mean.Mean.ShouldBe(0.2, 1e-12);
        Half(mean).ShouldBe(4.302653 * 0.1069045, 1e-5);
    }

    [Fact]
    public void Where_all_values_are_the_same_the_interval_allows_for_the_users_that_were_not_drawn()
    {
        // 1 - 0.025^(1/3) = 0.7076 by hand, of 3 - 1 downwards and of 5 - 3 upwards.
        var mean = Of([[3, 3], [3], [3, 3, 3]]).Estimate(0, 1, 5).ShouldNotBeNull();

        mean.Low!.Value.ShouldBe(3 - 2 * 0.7076, 1e-4);
        mean.High!.Value.ShouldBe(3 + 2 * 0.7076, 1e-4);
    }

    [Fact]
    public void The_interval_is_cut_to_what_is_possible()
    {
        var mean = Of([[0, 1], [1, 1], [0, 0]]).Estimate(0, 0, 1).ShouldNotBeNull();

        (mean.Low, mean.High).ShouldBe((0, 1));
    }

    [Fact]
    public void The_order_of_adding_does_not_matter() => Prop.ForAll(Arb.From(Scores), Arb.From(Gen.Choose(0, 1000)), (scores, seed) =>
    {
        var (forward, shuffled) = (new ClusteredMean(), new ClusteredMean());
        foreach (var (user, score) in scores) forward.Add(user, score);
        foreach (var (user, score) in new KeyedRandom(seed).Shuffle(scores)) shuffled.Add(user, score);

        shuffled.Estimate(1, 1, 5).ShouldBe(forward.Estimate(1, 1, 5));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void The_interval_holds_the_mean_and_stays_in_range() => Prop.ForAll(Arb.From(Scores), scores =>
    {
        var mean = new ClusteredMean();
        foreach (var (user, score) in scores) mean.Add(user, score);
        var estimate = mean.Estimate(1, 1, 5).ShouldNotBeNull();

        estimate.Mean.ShouldBe(scores.Average(s => s.Score), 1e-9);
        if (estimate.Clusters > 1) (1 <= estimate.Low && estimate.Low <= estimate.Mean && estimate.Mean <= estimate.High && estimate.High <= 5).ShouldBeTrue($"{estimate}");
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(50));

    [Fact]
    public void A_large_offset_does_not_change_the_width()
    {
        double[][] values = [[0.25, 0.5], [1], [0, 0.75]];
        var far = values.Select(cluster => cluster.Select(v => v + 1e9).ToArray());

        // The two draw different resamples, so they differ by the error of 2,000 of them, and by no more.
        Half(Of(far).Estimate(0, -1e12, 1e12)!).ShouldBe(Half(Of(values).Estimate(0, -1e12, 1e12)!), 0.08);
    }

    [Theory]
    [InlineData(1, 0, 1, 0.2924, 1)]
    [InlineData(0, 0, 1, 0, 0.7076)]
    [InlineData(1, 1, 5, 1, 3.8304)]
    [InlineData(5, 1, 5, 2.1696, 5)]
    public void Where_every_value_stands_at_an_end_of_the_range_the_interval_is_the_exact_binomial_one(double value, double lowest, double highest, double low, double high)
    {
        // Three of three: 0.025^(1/3) = 0.29240 by hand.
        var estimate = Of([[value, value], [value], [value]]).Estimate(0, lowest, highest)!;

        estimate.Low!.Value.ShouldBe(low, 1e-4);
        estimate.High!.Value.ShouldBe(high, 1e-4);
    }

    [Fact]
    public void Another_seed_moves_the_ends_a_little()
    {
        var mean = Of([[1, 2], [2, 5], [4, 3]]);

        var (one, other) = (mean.Estimate(1, -100, 100)!, mean.Estimate(2, -100, 100)!);

        other.Low.ShouldNotBe(one.Low);
        Half(other).ShouldBe(Half(one), 0.15 * Half(one));
    }

    [Fact]
    public void Intervals_of_twenty_clusters_cover_the_truth_about_95_times_in_100()
    {
        const int samples = 300;
        const double truth = 0.5;
        var covered = Enumerable.Range(0, samples).Count(sample =>
        {
            var random = new KeyedRandom(sample, "coverage");
            var mean = new ClusteredMean();
            for (var user = 0; user < 20; user++)
            {
                // Users differ in how well they are served, and a user's answers resemble each other.
                var rate = random.NextDouble();
                for (var i = 0; i < 8; i++) mean.Add($"u{user}", random.NextDouble() < rate ? 1 : 0);
            }

            var estimate = mean.Estimate(sample, 0, 1)!;
            return estimate.Low <= truth && truth <= estimate.High;
        });

        ((double)covered / samples).ShouldBeInRange(0.91, 0.98);
    }

    private static Gen<List<(string User, double Score)>> Scores { get; } =
        Gen.Zip(Gen.Choose(0, 5), Gen.Choose(1, 5)).Select(s => ($"u{s.Item1}", (double)s.Item2)).NonEmptyListOf();

    private static ClusteredMean Of(IEnumerable<double[]> clusters)
    {
        var mean = new ClusteredMean();
        foreach (var (i, cluster) in clusters.Index())
            foreach (var value in cluster) mean.Add($"u{i}", value);
        return mean;
    }

    private static double Half(Estimate estimate) => (estimate.High!.Value - estimate.Low!.Value) / 2;

    /// <summary>The half-width is the factor times the exact bootstrap standard error, give or take what 2000 resamples leave open.</summary>
    private static void ShouldHaveHalfWidth(double[][] clusters, double factor)
    {
        var means = Resamples(clusters, clusters.Length).Select(r => r.SelectMany(c => c).Average()).ToList();
        means.Count.ShouldBe((int)Math.Pow(clusters.Length, clusters.Length));
        var standardError = Math.Sqrt(means.Average(m => m * m) - Math.Pow(means.Average(), 2));

        var estimate = Of(clusters).Estimate(0, -1000, 1000).ShouldNotBeNull();

        Half(estimate).ShouldBe(factor * standardError, 0.05 * factor * standardError);
        estimate.Mean.ShouldBe((estimate.Low!.Value + estimate.High!.Value) / 2, 1e-9);
    }

    private static IEnumerable<List<double[]>> Resamples(double[][] clusters, int draws) => draws == 0
        ? [[]]
        : Resamples(clusters, draws - 1).SelectMany(rest => clusters.Select(cluster => (List<double[]>)[.. rest, cluster]));
}
