using MathNet.Numerics.Distributions;

namespace Attune.Statistics;

/// <summary>Standard error of a coefficient of agreement from leaving each item out once (Quenouille and Tukey), and the t interval with it.</summary>
internal static class Jackknife
{
    private const double Nothing = 1e-12;

    /// <summary>Null where leaving an item out shows no spread, or leaves no coefficient.</summary>
    /// <param name="value">The coefficient over all items.</param>
    /// <param name="without">The coefficient without each item; NaN or infinite where it is undefined.</param>
    public static (double Low, double High)? Interval(double value, IReadOnlyList<double> without)
    {
        var n = without.Count;
        if (n < 2 || without.Any(w => !double.IsFinite(w))) return null;
        var mean = without.Average();
        var error = Math.Sqrt((n - 1.0) / n * without.Sum(w => (w - mean) * (w - mean)));
        if (error <= Nothing) return null;
        var half = StudentT.InvCDF(0, 1, n - 1, 0.975) * error;
        return (Math.Max(value - half, -1), Math.Min(value + half, 1));
    }
}
