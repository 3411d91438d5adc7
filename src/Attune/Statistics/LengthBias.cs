using System.Globalization;

namespace Attune.Statistics;

/// <summary>
/// Whether an evaluator passes long answers more readily than short ones (InterPref appendix D.1.2, Table 6): the items are split at the
/// median length, and the halves' pass rates compared. An item of exactly the median length is in neither half: the middle one of an odd
/// count, and all that share the median with it, which no rule could divide fairly. So the halves hang on no order, and are equal
/// unless lengths stand twice at the median.
/// </summary>
public sealed record LengthBias
{
    private LengthBias()
    {
    }

    /// <summary>Items below the median length; null where there is none.</summary>
    public LengthHalf? Shorter { get; init; }

    /// <summary>Items above it; null likewise.</summary>
    public LengthHalf? Longer { get; init; }

    /// <summary>What the longer half passes more than the shorter one; above 0 where length helps. Null where a half is missing.</summary>
    public ShareDifference? Difference { get; init; }

    /// <summary>The length at which the items are split; null without items.</summary>
    public double? Median { get; init; }

    /// <summary>Items in the two halves.</summary>
    public int N { get; init; }

    /// <summary>Items of exactly the median length, in neither half.</summary>
    public int AtMedian { get; init; }

    /// <summary>Items without a verdict, left out before the split.</summary>
    public int LeftOut { get; init; }

    /// <summary>Why there is no difference; null where there is one.</summary>
    public string? Undefined { get; init; }

    /// <summary>Splits items by their length.</summary>
    /// <param name="items">In any order.</param>
    /// <param name="seed">Of the intervals' resampling: same items and seed, same intervals.</param>
    /// <exception cref="ArgumentOutOfRangeException">A length is negative or no number.</exception>
    public static LengthBias Of(IEnumerable<JudgedLength> items, long seed = 0)
    {
        var all = items.Select((item, place) => (item.Length, item.Passed, Cluster: Clusters.Of(item.Cluster, place))).ToList();
        if (all.Exists(i => !(i.Length >= 0 && double.IsFinite(i.Length)))) throw new ArgumentOutOfRangeException(nameof(items), "A length is a number, at least 0.");
        var judged = all.Where(i => i.Passed is not null).OrderBy(i => i.Length).ToList();
        var result = new LengthBias { LeftOut = all.Count - judged.Count };
        if (judged.Count == 0) return result with { Undefined = "no item has a verdict" };

        var median = (judged[(judged.Count - 1) / 2].Length + judged[judged.Count / 2].Length) / 2;
        var (shorter, longer) = (Half(i => i < median), Half(i => i > median));
        return result with
        {
            Shorter = shorter,
            Longer = longer,
            Difference = shorter is null || longer is null ? null : ShareDifference.Of(longer.PassRate, shorter.PassRate),
            Median = median,
            N = (shorter?.PassRate.N ?? 0) + (longer?.PassRate.N ?? 0),
            AtMedian = judged.Count(i => i.Length == median),
            Undefined = shorter is not null && longer is not null ? null
                : string.Create(CultureInfo.InvariantCulture, $"no item is {(shorter is null && longer is null ? "shorter or longer" : shorter is null ? "shorter" : "longer")} than the median length, {median}"),
        };

        LengthHalf? Half(Func<double, bool> belongs)
        {
            var half = judged.Where(i => belongs(i.Length)).ToList();
            return ClusteredMean.Share(half, i => i.Cluster, i => i.Passed == true, seed) is { } rate
                ? new(rate, half.Average(i => i.Length), half[0].Length, half[^1].Length)
                : null;
        }
    }
}
