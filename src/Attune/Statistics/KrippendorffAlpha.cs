namespace Attune.Statistics;

/// <summary>
/// Krippendorff's alpha (Computing Krippendorff's Alpha-Reliability, 2011): agreement of any number of raters with any ratings missing,
/// (N − 1)·observed / expected disagreement taken from 1. An item with one rating can agree with nothing: it is left out and counted.
/// </summary>
public static class KrippendorffAlpha
{
    /// <summary>Of labels without order.</summary>
    /// <param name="items">The labels that each item was given, missing ones left away.</param>
    public static Agreement Nominal<T>(IReadOnlyCollection<IReadOnlyCollection<T>> items)
        where T : notnull
    {
        var codes = new LabelCodes<T>();
        return Of([.. items.Select(i => i.Select(codes.Of).ToArray())], MeasurementLevel.Nominal);
    }

    /// <summary>Of scores.</summary>
    /// <param name="items">The scores that each item was given, finite, missing ones left away.</param>
    /// <param name="level">What their differences tell.</param>
    public static Agreement Of(IReadOnlyCollection<IReadOnlyCollection<double>> items, MeasurementLevel level)
    {
        var paired = items.Where(i => i.Count >= 2).Select(i => i.ToArray()).ToList();
        var result = new Agreement { N = paired.Count, LeftOut = items.Count - paired.Count };
        if (paired.Count == 0) return result with { Undefined = "no item has two ratings" };
        if (paired.SelectMany(i => i).Distinct().Count() == 1) return result with { Undefined = "every rating is the same, so that no disagreement is possible by chance" };
        var (value, without) = level switch
        {
            MeasurementLevel.Nominal => Measured(paired, KappaWeights.None),
            MeasurementLevel.Interval => Measured(paired, KappaWeights.Quadratic),
            MeasurementLevel.Ordinal => OrdinallyMeasured(paired),
            _ => throw new ArgumentOutOfRangeException(nameof(level)),
        };
        var interval = Jackknife.Interval(value, without);
        return result with { Value = value, Low = interval?.Low, High = interval?.High };
    }

    private static (double Value, List<double> Without) Measured(List<double[]> items, KappaWeights weights)
    {
        var pooled = new PooledAgreement(items, Distance.Of(weights), withReplacement: false);
        return (pooled.Value, items.ConvertAll(pooled.Without));
    }

    /// <summary>Ordinal distance is the squared difference of midranks; without an item there are other midranks.</summary>
    private static (double Value, List<double> Without) OrdinallyMeasured(List<double[]> items)
    {
        var without = new Dictionary<string, double>(StringComparer.Ordinal);
        return (Ordinal(items), items.ConvertAll(item =>
        {
            var pattern = string.Join(' ', item.Order().Select(r => r.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));
            if (!without.TryGetValue(pattern, out var value)) without.Add(pattern, value = Ordinal([.. items.Where(i => !ReferenceEquals(i, item))]));
            return value;
        }));
    }

    private static double Ordinal(List<double[]> items)
    {
        var below = 0;
        var ranks = new Dictionary<double, double>();
        foreach (var (label, count) in items.SelectMany(i => i).CountBy(l => l).OrderBy(c => c.Key))
        {
            ranks[label] = below + count / 2.0;
            below += count;
        }

        return ranks.Count < 2
            ? double.NaN
            : new PooledAgreement(items.ConvertAll(i => Array.ConvertAll(i, label => ranks[label])), Distance.Of(KappaWeights.Quadratic), withReplacement: false).Value;
    }
}
