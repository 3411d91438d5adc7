namespace Attune.Statistics;

/// <summary>
/// Agreement of raters who are exchangeable: 1 − observed / expected disagreement, where expected pairs all ratings whoever gave them.
/// Fleiss' kappa draws the two ratings of a chance pair with replacement, Krippendorff's alpha without; they differ in nothing else.
/// </summary>
internal sealed class PooledAgreement
{
    private readonly Distance _distance;
    private readonly int _replaced;
    private readonly Func<double, double> _total;
    private readonly int _ratings;
    private readonly double _observed;
    private readonly double _expected;

    /// <param name="items">Ratings of each item, at least two each.</param>
    /// <param name="distance">Between two ratings.</param>
    /// <param name="withReplacement">Fleiss, else Krippendorff.</param>
    public PooledAgreement(IReadOnlyCollection<double[]> items, Distance distance, bool withReplacement)
    {
        var pool = items.SelectMany(i => i).ToList();
        (_distance, _replaced, _ratings, _total) = (distance, withReplacement ? 0 : 1, pool.Count, distance.TotalFrom(pool));
        _observed = items.Sum(Own);
        _expected = pool.Sum(_total);
    }

    public double Value => Of(_observed, _expected, _ratings);

    /// <summary>The coefficient with one item left out; NaN where the others are all alike.</summary>
    public double Without(double[] item)
    {
        var expected = _expected - 2 * item.Sum(_total) + Pairs(item);
        return expected > 1e-9 * _expected ? Of(_observed - Own(item), expected, _ratings - item.Length) : double.NaN;
    }

    private double Of(double observed, double expected, int ratings) => 1 - (ratings - _replaced) * observed / expected;

    /// <summary>An item's disagreement, each of its ratings weighing the same.</summary>
    private double Own(double[] item) => Pairs(item) / (item.Length - 1);

    private double Pairs(double[] item) => item.Sum(_distance.TotalFrom(item));
}
