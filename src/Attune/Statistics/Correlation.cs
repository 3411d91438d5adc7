using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Attune.Statistics;

/// <summary>How far two series rise and fall together, −1 to 1.</summary>
public sealed record Correlation
{
    /// <summary>The coefficient; null where it is undefined, and <see cref="Undefined"/> says why.</summary>
    public double? Value { get; init; }

    /// <summary>Two-sided p-value of no correlation; null with fewer than three pairs, as <see cref="Undefined"/> says.</summary>
    public double? P { get; init; }

    /// <summary>Lower end of the 95% interval; null with fewer than four pairs or a coefficient of ±1.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end; null likewise.</summary>
    public double? High { get; init; }

    /// <summary>Pairs.</summary>
    public required int N { get; init; }

    /// <summary>Why there is no value, or no p; null where there are both.</summary>
    public string? Undefined { get; init; }

    /// <summary>Pearson's r: p by t = r·√((n − 2) / (1 − r²)) with n − 2 degrees of freedom, interval by Fisher's z with standard error 1/√(n − 3).</summary>
    /// <param name="pairs">Finite numbers.</param>
    public static Correlation Pearson(IReadOnlyCollection<(double X, double Y)> pairs) => Of(pairs, _ => 1);

    /// <summary>Spearman's rho: Pearson's r of the ranks, ties sharing their mean rank; p by the same t, interval by Fisher's z with standard error √((1 + ρ²/2) / (n − 3)) (Bonett and Wright, 2000, Psychometrika 65(1)).</summary>
    /// <param name="pairs">Finite numbers.</param>
    public static Correlation Spearman(IReadOnlyCollection<(double X, double Y)> pairs) =>
        Of([.. Ranks(pairs.Select(p => p.X)).Zip(Ranks(pairs.Select(p => p.Y)))], rho => 1 + rho * rho / 2);

    private static Correlation Of(IReadOnlyCollection<(double X, double Y)> pairs, Func<double, double> widening)
    {
        var result = new Correlation { N = pairs.Count };
        if (pairs.Count < 2) return result with { Undefined = "fewer than two pairs" };
        var (x, y) = (Deviations([.. pairs.Select(p => p.X)]), Deviations([.. pairs.Select(p => p.Y)]));
        if (x is null || y is null) return result with { Undefined = $"the {(x is null ? "first" : "second")} series is constant" };
        var r = Math.Clamp(x.Zip(y).Sum(p => p.First * p.Second), -1, 1);
        // Within the rounding of the sums, this is a straight line.
        if (1 - Math.Abs(r) < 1e-14) r = Math.Sign(r);
        result = result with { Value = r, P = PValue(r, pairs.Count), Undefined = pairs.Count < 3 ? "no p with two pairs, which lie on a line whatever they are" : null };
        if (pairs.Count < 4 || Math.Abs(r) == 1) return result;
        var half = Normal.InvCDF(0, 1, 0.975) * Math.Sqrt(widening(r) / (pairs.Count - 3));
        return result with { Low = Math.Tanh(Math.Atanh(r) - half), High = Math.Tanh(Math.Atanh(r) + half) };
    }

    private static double? PValue(double r, int n)
    {
        if (n < 3) return null;
        if (Math.Abs(r) == 1) return 0;
        var t = Math.Abs(r) * Math.Sqrt((n - 2) / ((1 - r) * (1 + r)));
        return Math.Min(2 * StudentT.CDF(0, 1, n - 2, -t), 1);
    }

    /// <summary>
    /// Deviations from the mean, scaled so that their squares sum to 1; null for a constant series. A power of two comes off first, because
    /// squares of huge numbers overflow: it costs no digits. Then a value, because the mean of numbers far from 0 keeps few of those in which they differ.
    /// </summary>
    private static double[]? Deviations(double[] values)
    {
        if (values.All(v => v == values[0])) return null;
        var scale = -2 - Math.ILogB(values.Max(Math.Abs));
        var origin = Math.ScaleB(values[0], scale);
        var distances = Array.ConvertAll(values, v => Math.ScaleB(v, scale) - origin);
        var mean = distances.Average();
        var deviations = Array.ConvertAll(distances, d => d - mean);
        var norm = Math.Sqrt(deviations.Sum(d => d * d));
        return Array.ConvertAll(deviations, d => d / norm);
    }

    private static double[] Ranks(IEnumerable<double> values) => ArrayStatistics.RanksInplace([.. values], RankDefinition.Average);
}
