using Attune.Statistics;

namespace Attune.Cli.Measures;

/// <summary>What <c>attune metrics kappa --json</c> prints.</summary>
/// <param name="Statistic">Whose kappa: cohen or fleiss.</param>
/// <param name="Weights">Of disagreements; null for Fleiss' kappa, which has none.</param>
/// <param name="Kappa">Null where it is undefined.</param>
/// <param name="Low">Lower end of the 95% interval.</param>
/// <param name="High">Upper end.</param>
/// <param name="N">Items measured.</param>
/// <param name="LeftOut">Items left out because ratings are missing.</param>
/// <param name="Raters">Columns.</param>
/// <param name="Undefined">Why there is no kappa.</param>
internal sealed record KappaDocument(string Statistic, string? Weights, double? Kappa, double? Low, double? High, int N, int LeftOut, int Raters, string? Undefined)
{
    public static KappaDocument Of(RatingsFile ratings, KappaWeights weights, string file)
    {
        if (ratings.Raters.Count > 2 && weights != KappaWeights.None)
        {
            throw new BadInputException(
                file, $"has {ratings.Raters.Count} raters, and --weights is for two", "Leave --weights out for Fleiss' kappa, or use 'attune metrics alpha --level ordinal' (or interval)");
        }

        if (ratings.Raters.Count > 2) return Of("fleiss", null, FleissKappa.Of([.. ratings.Labels().Select(i => i.Where(l => l.Length > 0).ToList())]), ratings);
        var agreement = weights == KappaWeights.None
            ? CohenKappa.Nominal([.. ratings.Labels().Where(i => i.All(l => l.Length > 0)).Select(i => (i[0], i[1]))])
            : CohenKappa.Of([.. ratings.Scores($"--weights {Word.Of(weights)}").Where(i => i.All(s => s is not null)).Select(i => (i[0]!.Value, i[1]!.Value))], weights);
        return Of("cohen", Word.Of(weights), agreement with { LeftOut = ratings.Labels().Count() - agreement.N }, ratings);
    }

    private static KappaDocument Of(string statistic, string? weights, Agreement a, RatingsFile ratings) =>
        new(statistic, weights, a.Value, a.Low, a.High, a.N, a.LeftOut, ratings.Raters.Count, a.Undefined);
}
