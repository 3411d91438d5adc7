using System.Globalization;
using MathNet.Numerics.Distributions;

namespace Attune.Statistics;

/// <summary>
/// The mean of values that come in clusters (a user's trials resemble each other), with a 95% interval for the mean over the
/// population of clusters: mean ± t × SE × √(G/(G−1)), where SE is the cluster bootstrap's standard error (whole clusters resampled with
/// replacement), t the 97.5% quantile of Student's t with G−1 degrees of freedom and G the clusters; cut to the range of the
/// values. This is Hesterberg's t interval with bootstrap standard error and small-sample correction (2015, The American
/// Statistician 69(4), sections 3.3 and 5.1); a plain percentile interval is too narrow with few users.
/// Resampling users cannot see every spread. Where all users' means agree, though their values do not, the spread of single
/// values, s/√N, stands in for SE. Where all values are the same, there is no spread at all; the interval then allows for the share
/// of users, 1 − 0.025^(1/G), that can go unseen in G draws (Clopper and Pearson, 1934), at either end of the range. Not thread-safe.
/// </summary>
public sealed class ClusteredMean
{
    private const int Repeats = 2000;

    private readonly Dictionary<string, (double Sum, int Count)> _clusters = new(StringComparer.Ordinal);

    private double _least = double.PositiveInfinity;
    private double _greatest = double.NegativeInfinity;
    private double _squares;

    /// <summary>Values so far.</summary>
    public int N { get; private set; }

    /// <summary>The share of items of which something holds, with interval; null where there is none.</summary>
    /// <param name="items">What is counted.</param>
    /// <param name="cluster">What an item resembles others by.</param>
    /// <param name="holds">Whether it counts.</param>
    /// <param name="seed">Of the resampling.</param>
    public static Estimate? Share<T>(IEnumerable<T> items, Func<T, string> cluster, Func<T, bool> holds, long seed = 0)
    {
        var mean = new ClusteredMean();
        foreach (var item in items) mean.Add(cluster(item), holds(item) ? 1 : 0);
        return mean.Estimate(seed, 0, 1);
    }

    /// <summary>Adds a value.</summary>
    /// <param name="cluster">The user.</param>
    /// <param name="value">Any finite number.</param>
    public void Add(string cluster, double value)
    {
        var (sum, count) = _clusters.GetValueOrDefault(cluster);
        _clusters[cluster] = (sum + value, count + 1);
        _least = Math.Min(_least, value);
        _greatest = Math.Max(_greatest, value);
        _squares += value * value;
        N++;
    }

    /// <summary>Mean and interval; null where there is no value.</summary>
    /// <param name="seed">Of the resampling: same values and seed, same interval, whatever order they were added in.</param>
    /// <param name="lowest">The least value possible.</param>
    /// <param name="highest">The greatest value possible.</param>
    public Estimate? Estimate(long seed, double lowest, double highest)
    {
        if (N == 0) return null;
        var clusters = _clusters.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Value).ToArray();
        var mean = clusters.Sum(c => c.Sum) / N;
        if (clusters.Length < 2) return new(mean, null, null, N, clusters.Length);

        var g = clusters.Length;
        if (_least == _greatest)
        {
            var unseen = 1 - Math.Pow(0.025, 1.0 / g);
            return new(mean, mean - unseen * (mean - lowest), mean + unseen * (highest - mean), N, g);
        }

        var error = StandardError(clusters, mean, seed) * Math.Sqrt(g / (g - 1.0));
        if (error <= 1e-12 * Math.Max(Math.Abs(mean), 1)) error = Math.Sqrt((_squares - N * mean * mean) / (N - 1) / N);
        var half = StudentT.InvCDF(0, 1, g - 1, 0.975) * error;
        return new(mean, Math.Max(mean - half, lowest), Math.Min(mean + half, highest), N, g);
    }

    /// <summary>Standard deviation of the mean over resamples of whole clusters; summed as deviations from the mean, which keeps its digits.</summary>
    private static double StandardError((double Sum, int Count)[] clusters, double mean, long seed)
    {
        // Each set of values has a stream of its own: a shared one would err in every cell of a table the same way.
        var values = string.Join(';', clusters.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Sum:R}/{c.Count}")));
        var random = new KeyedRandom(seed, "bootstrap", values);
        double total = 0, squares = 0;
        for (var repeat = 0; repeat < Repeats; repeat++)
        {
            double sum = 0;
            var count = 0;
            for (var i = 0; i < clusters.Length; i++)
            {
                var drawn = clusters[random.Next(clusters.Length)];
                sum += drawn.Sum;
                count += drawn.Count;
            }

            var deviation = sum / count - mean;
            total += deviation;
            squares += deviation * deviation;
        }

        var average = total / Repeats;
        return Math.Sqrt(Math.Max(squares / Repeats - average * average, 0));
    }
}
