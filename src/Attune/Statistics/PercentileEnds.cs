namespace Attune.Statistics;

/// <summary>The 2.5% and 97.5% percentiles of each coefficient over resamples. One without finite coefficients (null) lies beyond both ends: leaving it out would make intervals too narrow.</summary>
internal sealed class PercentileEnds(double[]?[] resamples)
{
    private const double Tail = 0.025;

    private readonly double[][] _finite = [.. resamples.OfType<double[]>()];

    /// <summary>Share of resamples without finite coefficients, where it is so large that no interval has ends; else null.</summary>
    public double? Unbounded => resamples.Length > 0 && Skipped < 0 ? 1 - (double)_finite.Length / resamples.Length : null;

    // So many of the finite values lie outside the interval at either end.
    private int Skipped => (int)Math.Floor(Tail * resamples.Length) - (resamples.Length - _finite.Length);

    public (double Low, double High)? Of(int model)
    {
        if (_finite.Length == 0 || Skipped < 0) return null;
        var values = Array.ConvertAll(_finite, f => f[model]);
        Array.Sort(values);
        return (values[Skipped], values[^(Skipped + 1)]);
    }
}
