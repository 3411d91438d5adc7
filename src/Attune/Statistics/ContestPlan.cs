namespace Attune.Statistics;

/// <summary>
/// Chooses the contests that tell most. With ξ known up to a covariance Σ (from a prior of variance 1 and the contests played), a contest of
/// i and j brings about ½·log(1 + p(1 − p)·v) nats, p being i's chance to win and v = Σ_ii + Σ_jj − 2Σ_ij the variance of their difference
/// (D-optimal design of a logistic model, Chaloner and Verdinelli, 1995, Statistical Science 10(3)): much where two are close and little is known about their difference.
/// </summary>
public static class ContestPlan
{
    /// <summary>The contests to play next, each chosen as if those before it had been played.</summary>
    /// <param name="coefficients">Current estimates by model, on any scale; zeros where nothing is known.</param>
    /// <param name="played">What was played; models without coefficients are ignored.</param>
    /// <param name="contests">How many to choose, at least 1; a pair can come more than once.</param>
    /// <exception cref="ArgumentException">There are fewer than two models.</exception>
    public static IReadOnlyList<PlannedContest> Next(IReadOnlyDictionary<string, double> coefficients, ContestCounts played, int contests)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(contests, 1);
        if (coefficients.Count < 2) throw new ArgumentException("Two models are needed for a contest.", nameof(coefficients));
        var models = coefficients.Keys.Order(StringComparer.Ordinal).ToList();
        var values = models.ConvertAll(m => coefficients[m]);
        var covariance = Covariance(models, values, played);
        var planned = new List<PlannedContest>();
        while (planned.Count < contests)
        {
            var (i, j, information) = Best(values, covariance);
            planned.Add(new(models[i], models[j], information));
            Learn(covariance, i, j, Slope(values[i] - values[j]));
        }

        return planned;
    }

    private static double[,] Covariance(List<string> models, List<double> values, ContestCounts played)
    {
        var precision = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.CreateIdentity(models.Count);
        var places = models.Select((model, place) => (model, place)).ToDictionary(m => m.model, m => m.place, StringComparer.Ordinal);
        var (names, pairs) = played.InOrder();
        foreach (var (first, second, count) in pairs)
        {
            if (!places.TryGetValue(names[first], out var i) || !places.TryGetValue(names[second], out var j)) continue;
            var known = count.Contests * Slope(values[i] - values[j]);
            precision[i, i] += known;
            precision[j, j] += known;
            precision[i, j] -= known;
            precision[j, i] -= known;
        }

        return precision.Inverse().ToArray();
    }

    private static (int I, int J, double Information) Best(List<double> values, double[,] covariance)
    {
        var best = (I: 0, J: 1, Information: double.NegativeInfinity);
        for (var i = 0; i < values.Count; i++)
        {
            for (var j = i + 1; j < values.Count; j++)
            {
                var information = 0.5 * double.LogP1(Slope(values[i] - values[j]) * Spread(covariance, i, j));
                // Ties go to the first pair, whatever the last digit says.
                if (information > best.Information * (1 + 1e-9) || double.IsNegativeInfinity(best.Information)) best = (i, j, information);
            }
        }

        return best;
    }

    private static double Spread(double[,] covariance, int i, int j) => covariance[i, i] + covariance[j, j] - 2 * covariance[i, j];

    /// <summary>Takes one more contest into the covariance (Sherman and Morrison, 1950).</summary>
    private static void Learn(double[,] covariance, int i, int j, double slope)
    {
        var models = covariance.GetLength(0);
        var difference = Enumerable.Range(0, models).Select(m => covariance[m, i] - covariance[m, j]).ToArray();
        var factor = slope / (1 + slope * Spread(covariance, i, j));
        for (var row = 0; row < models; row++)
            for (var column = 0; column < models; column++) covariance[row, column] -= factor * difference[row] * difference[column];
    }

    /// <summary>p(1 − p), the information in one contest at this lead.</summary>
    private static double Slope(double lead)
    {
        var p = 1 / (1 + Math.Exp(-lead));
        return p * (1 - p);
    }
}
