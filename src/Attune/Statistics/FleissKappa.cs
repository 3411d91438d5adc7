namespace Attune.Statistics;

/// <summary>Fleiss' kappa (1971, Psychological Bulletin 76(5)): agreement of more than two raters on labels without order, every item rated equally often, not always by the same people.</summary>
public static class FleissKappa
{
    /// <summary>1 − observed / expected disagreement, all raters sharing one habit. Items with fewer ratings than the most are left out and counted; Krippendorff's alpha keeps them.</summary>
    /// <param name="items">The labels that each item was given, missing ones left away.</param>
    public static Agreement Of<T>(IReadOnlyCollection<IReadOnlyCollection<T>> items)
        where T : notnull
    {
        var ratings = items.Select(i => i.Count).DefaultIfEmpty().Max();
        if (ratings < 2) return new() { N = 0, LeftOut = items.Count, Undefined = "no item has two ratings" };
        var codes = new LabelCodes<T>();
        var full = items.Where(i => i.Count == ratings).Select(i => i.Select(codes.Of).ToArray()).ToList();
        var result = new Agreement { N = full.Count, LeftOut = items.Count - full.Count };
        if (full.SelectMany(i => i).Distinct().Count() == 1) return result with { Undefined = "every rating is the same, so that no disagreement is possible by chance" };
        var pooled = new PooledAgreement(full, Distance.Of(KappaWeights.None), withReplacement: true);
        var interval = Jackknife.Interval(pooled.Value, full.ConvertAll(pooled.Without));
        return result with { Value = pooled.Value, Low = interval?.Low, High = interval?.High };
    }
}
