using Attune.Statistics;

namespace Attune.Cli.Measures;

/// <summary>What <c>attune metrics correlation --json</c> prints: both coefficients with two-sided p-values and 95% intervals.</summary>
/// <param name="Pearson">Null where it is undefined.</param>
/// <param name="P">Of Pearson's r.</param>
/// <param name="PearsonLow">Lower end of the interval.</param>
/// <param name="PearsonHigh">Upper end.</param>
/// <param name="Spearman">Null where it is undefined.</param>
/// <param name="SpearmanP">Of Spearman's rho.</param>
/// <param name="SpearmanLow">Lower end of the interval.</param>
/// <param name="SpearmanHigh">Upper end.</param>
/// <param name="N">Pairs.</param>
/// <param name="LeftOut">Lines with an empty cell.</param>
/// <param name="Undefined">Why there is no coefficient, or no p.</param>
internal sealed record CorrelationDocument(
    double? Pearson, double? P, double? PearsonLow, double? PearsonHigh, double? Spearman, double? SpearmanP, double? SpearmanLow, double? SpearmanHigh, int N, int LeftOut, string? Undefined)
{
    public static CorrelationDocument Of(SeriesFile series)
    {
        var (r, rho) = (Correlation.Pearson(series.Pairs), Correlation.Spearman(series.Pairs));
        return new(r.Value, r.P, r.Low, r.High, rho.Value, rho.P, rho.Low, rho.High, r.N, series.LeftOut, r.Undefined);
    }
}
