namespace Attune.Statistics;

/// <summary>
/// Chooses the contests that tell most. With ξ known up to a covariance Σ (from a prior of variance 1 and the contests played), a contest of
/// i and j brings about ½·log(1 + p(1 − p)·v) nats, p being i's chance to win and v = Σ_ii + Σ_jj − 2Σ_ij the variance of their difference
/// (D-optimal design of a logistic model, Chaloner and Verdinelli, 1995, Statistical Science 10(3)): much where two are close and little is known about their difference.
/// </summary>
public static class ContestPlan
{
    /// <summary>
    /// The contests to play next, at any point of a tournament, from its first contest on: the coefficients are those that the prior and the
    /// contests played make likeliest, which exist also where somebody won everything or has not played. Play some, count them, ask again.
    /// </summary>
    /// <param name="models">Everybody who may play, at least two.</param>
    /// <param name="played">What was played so far; others who played are ignored.</param>
    /// <param name="contests">How many to choose, at least 1: each as if those before it had been played. Fewer come back where no more are left.</param>
    /// <param name="left">How many contests the two can still play, such as the questions that both have answered and nobody has compared; null where that is without limit. Called at most once for each pair, with the name first that comes first by code points.</param>
    /// <exception cref="ArgumentException">There are fewer than two models.</exception>
    public static IReadOnlyList<PlannedContest> Next(IReadOnlyCollection<string> models, ContestCounts played, int contests, Func<string, string, int>? left = null) =>
        Choose(new ContestBelief(models, played), contests, left);

    /// <summary>The contests to play next by the coefficients of a fit.</summary>
    /// <param name="coefficients">Current estimates by model, on any scale; zeros where nothing is known.</param>
    /// <param name="played">What was played; models without coefficients are ignored.</param>
    /// <param name="contests">How many to choose, at least 1: each as if those before it had been played. A pair can come more than once.</param>
    /// <exception cref="ArgumentException">There are fewer than two models.</exception>
    public static IReadOnlyList<PlannedContest> Next(IReadOnlyDictionary<string, double> coefficients, ContestCounts played, int contests) =>
        Choose(new ContestBelief(coefficients, played), contests, null);

    private static List<PlannedContest> Choose(ContestBelief belief, int contests, Func<string, string, int>? left)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(contests, 1);
        if (belief.Models.Count < 2) throw new ArgumentException("Two models are needed for a contest.");
        var rest = Pairs(belief.Models.Count).ToDictionary(p => p, p => left?.Invoke(belief.Models[p.I], belief.Models[p.J]) ?? int.MaxValue);
        var planned = new List<PlannedContest>();
        while (planned.Count < contests && Best(belief, rest) is { } best)
        {
            var (i, j) = best.Pair;
            planned.Add(new(belief.Models[i], belief.Models[j], best.Information));
            belief.Expect(i, j);
            rest[(i, j)]--;
        }

        return planned;
    }

    private static ((int I, int J) Pair, double Information)? Best(ContestBelief belief, Dictionary<(int I, int J), int> rest)
    {
        ((int, int), double Information)? best = null;
        foreach (var pair in Pairs(belief.Models.Count).Where(p => rest[p] > 0))
        {
            var information = belief.Information(pair.I, pair.J);
            // Ties go to the first pair, whatever the last digit says.
            if (best is null || information > best.Value.Information * (1 + 1e-9)) best = (pair, information);
        }

        return best;
    }

    private static IEnumerable<(int I, int J)> Pairs(int models) =>
        from i in Enumerable.Range(0, models)
        from j in Enumerable.Range(i + 1, models - i - 1)
        select (i, j);
}
