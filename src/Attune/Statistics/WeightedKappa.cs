namespace Attune.Statistics;

/// <summary>Cohen's kappa with quadratic weights (Cohen, 1968): agreement of two raters on an ordered scale, beyond chance.</summary>
public static class WeightedKappa
{
    /// <summary>1 − Σ w·observed / Σ w·expected with w = (a − b)².</summary>
    /// <param name="pairs">Both raters' scores, item by item.</param>
    /// <returns>1 for full agreement, 0 for chance; null where no disagreement is possible by chance (every score of both raters is the same), so that kappa is undefined.</returns>
    public static double? Quadratic(IReadOnlyCollection<(int A, int B)> pairs)
    {
        if (pairs.Count == 0) return null;
        var observed = pairs.Average(p => Square(p.A - p.B));
        var expected = pairs.Average(p => pairs.Average(q => Square(p.A - q.B)));
        return expected == 0 ? null : 1 - observed / expected;
    }

    private static double Square(double x) => x * x;
}
