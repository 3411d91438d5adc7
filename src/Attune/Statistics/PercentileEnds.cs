using MathNet.Numerics.Distributions;

namespace Attune.Statistics;

/// <summary>
/// Two percentiles of each coefficient over resamples, as far from the one end as from the other. A resample without finite coefficients
/// (null) lies beyond both: leaving it out would make intervals too narrow.
/// </summary>
/// <param name="resamples">Coefficients by resample.</param>
/// <param name="tail">The share that lies outside at either end.</param>
internal sealed class PercentileEnds(double[]?[] resamples, double tail = PercentileEnds.Plain)
{
    /// <summary>Of a 95% interval from many independent values.</summary>
    public const double Plain = 0.025;

    private readonly double[][] _finite = [.. resamples.OfType<double[]>()];

    /// <summary>
    /// Of a 95% interval from groups that were resampled whole: with few of them plain percentiles are too narrow. This is Hesterberg's
    /// expanded percentile interval (2015, The American Statistician 69(4), section 5.3), Φ(−√(G/(G−1)) × t) with t the 97.5% quantile of
    /// Student's t with G−1 degrees of freedom.
    /// </summary>
    /// <param name="groups">G, at least 2.</param>
    public static double Expanded(int groups) => Normal.CDF(0, 1, -Math.Sqrt(groups / (groups - 1.0)) * StudentT.InvCDF(0, 1, groups - 1, 1 - Plain));

    /// <summary>Share of resamples without finite coefficients, where it is so large that no interval has ends; else null.</summary>
    public double? Unbounded => resamples.Length > 0 && Skipped < 0 ? 1 - (double)_finite.Length / resamples.Length : null;

    // So many of the finite values lie outside the interval at either end.
    private int Skipped => (int)Math.Floor(tail * resamples.Length) - (resamples.Length - _finite.Length);

    public (double Low, double High)? Of(int model)
    {
        if (_finite.Length == 0 || Skipped < 0) return null;
        var values = Array.ConvertAll(_finite, f => f[model]);
        Array.Sort(values);
        return (values[Skipped], values[^(Skipped + 1)]);
    }
}
