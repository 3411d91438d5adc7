namespace Attune.Statistics;

/// <summary>
/// Cohen's kappa of two raters, each with a habit of their own: 1 − Σ w·observed / Σ w·expected, where expected pairs each rater's labels as
/// if drawn independently (Cohen, 1960; weighted: Cohen, 1968).
/// </summary>
public static class CohenKappa
{
    /// <summary>Of labels without order.</summary>
    /// <param name="pairs">Both raters' labels, item by item.</param>
    public static Agreement Nominal<T>(IReadOnlyCollection<(T A, T B)> pairs)
        where T : notnull
    {
        var codes = new LabelCodes<T>();
        return Of([.. pairs.Select(p => (codes.Of(p.A), codes.Of(p.B)))], KappaWeights.None);
    }

    /// <summary>Of scores; the weights go by their difference, not by their rank among those given.</summary>
    /// <param name="pairs">Both raters' scores, item by item; finite.</param>
    /// <param name="weights">How much a disagreement weighs.</param>
    public static Agreement Of(IReadOnlyCollection<(double A, double B)> pairs, KappaWeights weights)
    {
        var n = pairs.Count;
        if (n == 0) return new() { N = 0, Undefined = "no item was rated by both raters" };
        var (first, second) = (pairs.Select(p => p.A).ToList(), pairs.Select(p => p.B).ToList());
        if (first.Concat(second).Distinct().Count() == 1) return new() { N = n, Undefined = "every rating is the same, so that no disagreement is possible by chance" };

        var distance = Distance.Of(weights);
        var (toFirst, toSecond) = (distance.TotalFrom(first), distance.TotalFrom(second));
        var observed = pairs.Sum(p => distance.Between(p.A, p.B));
        var expected = first.Sum(toSecond);
        var value = 1 - n * observed / expected;
        var interval = Jackknife.Interval(value, [.. pairs.Select(Without)]);
        return new() { Value = value, Low = interval?.Low, High = interval?.High, N = n };

        double Without((double A, double B) item)
        {
            var own = distance.Between(item.A, item.B);
            var chance = expected - toSecond(item.A) - toFirst(item.B) + own;
            return chance > 1e-9 * expected ? 1 - (n - 1) * (observed - own) / chance : double.NaN;
        }
    }
}
