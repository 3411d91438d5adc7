namespace Attune.Statistics;

/// <summary>Verdicts by generator and evaluator, and evaluators compared on them.</summary>
internal sealed class EvaluatorTable
{
    private readonly Dictionary<(string Generator, string Evaluator), List<(string Cluster, bool Passed)>> _cells;
    private readonly long _seed;

    /// <param name="verdicts">That all say whether an answer passed.</param>
    /// <param name="seed">Of the intervals' resampling.</param>
    public EvaluatorTable(IReadOnlyCollection<EvaluatedAnswer> verdicts, long seed)
    {
        _seed = seed;
        Paired = verdicts.All(v => v.Item is not null);
        _cells = verdicts.Select((v, place) => (v.Generator, v.Evaluator, Cluster: Clusters.Of(v.Item, place), Passed: v.Passed == true))
            .GroupBy(v => (v.Generator, v.Evaluator))
            .ToDictionary(g => g.Key, g => g.Select(v => (v.Cluster, v.Passed)).ToList());
        Matrix =
        [
            .. _cells.Select(c => new EvaluatorCell(c.Key.Generator, c.Key.Evaluator, Rate(c.Value)!))
                .OrderBy(c => c.Generator, StringComparer.Ordinal).ThenBy(c => c.Evaluator, StringComparer.Ordinal),
        ];
    }

    /// <summary>True where every verdict names its item.</summary>
    public bool Paired { get; }

    public IReadOnlyList<EvaluatorCell> Matrix { get; }

    /// <summary>Those who judge and answer.</summary>
    public IEnumerable<string> SelfEvaluators => Matrix.Select(c => c.Evaluator).Intersect(Generators).Order(StringComparer.Ordinal);

    private IEnumerable<string> Generators => Matrix.Select(c => c.Generator).Distinct();

    public OwnGain OwnGain(string evaluator)
    {
        var (gain, leniency, beyond) = Paired ? ByItem(evaluator) : ByRate(evaluator);
        var undefined = gain is not null ? null
            : !_cells.ContainsKey((evaluator, evaluator)) ? $"'{evaluator}' did not judge its own answers"
            : Others(evaluator, evaluator).Any() ? $"no other evaluator judged the same items of '{evaluator}'"
            : $"no other evaluator judged the answers of '{evaluator}'";
        return new(evaluator, gain, leniency, beyond, undefined);
    }

    private (ShareDifference? Gain, ShareDifference? Leniency, ShareDifference? Beyond) ByRate(string evaluator)
    {
        var gain = Gain(evaluator);
        List<ShareDifference> elsewhere = [.. Generators.Where(g => g != evaluator).Select(Gain).OfType<ShareDifference>()];
        var leniency = elsewhere.Count > 0 ? ShareDifference.Mean(elsewhere) : null;
        return (gain, leniency, gain is null || leniency is null ? null : ShareDifference.Of(gain, leniency));

        ShareDifference? Gain(string generator) =>
            _cells.TryGetValue((generator, evaluator), out var own) && Rate(Others(evaluator, generator)) is { } rate ? ShareDifference.Of(Rate(own)!, rate) : null;
    }

    /// <summary>Items are what was sampled: all that is said of one hangs together, whoever answered it.</summary>
    private (ShareDifference? Gain, ShareDifference? Leniency, ShareDifference? Beyond) ByItem(string evaluator)
    {
        var (own, elsewhere, beyond) = (new ClusteredMean(), new ClusteredMean(), new ClusteredMean());
        var gains = Differences(evaluator, evaluator).ToDictionary(d => d.Item, d => d.Value);
        foreach (var (item, value) in gains) own.Add(item, value);
        foreach (var ofItem in Generators.Where(g => g != evaluator).SelectMany(g => Differences(evaluator, g)).GroupBy(d => d.Item))
        {
            elsewhere.Add(ofItem.Key, ofItem.Average(d => d.Value));
            if (gains.TryGetValue(ofItem.Key, out var gain)) beyond.Add(ofItem.Key, gain - ofItem.Average(d => d.Value));
        }

        return (Mean(own, 1), Mean(elsewhere, 1), Mean(beyond, 2));

        ShareDifference? Mean(ClusteredMean values, double most) => values.Estimate(_seed, -most, most) is { } mean ? ShareDifference.Paired(mean) : null;
    }

    /// <summary>By item, the evaluator's verdict on the generator less the mean of the others' verdicts.</summary>
    private IEnumerable<(string Item, double Value)> Differences(string evaluator, string generator)
    {
        if (!_cells.TryGetValue((generator, evaluator), out var own)) return [];
        var others = Others(evaluator, generator).GroupBy(o => o.Cluster).ToDictionary(g => g.Key, g => g.Average(o => o.Passed ? 1.0 : 0));
        return own.Where(o => others.ContainsKey(o.Cluster)).Select(o => (o.Cluster, (o.Passed ? 1 : 0) - others[o.Cluster]));
    }

    private IEnumerable<(string Cluster, bool Passed)> Others(string evaluator, string generator) =>
        _cells.Where(c => c.Key.Generator == generator && c.Key.Evaluator != evaluator).SelectMany(c => c.Value);

    private Estimate? Rate(IEnumerable<(string Cluster, bool Passed)> verdicts) => ClusteredMean.Share(verdicts, v => v.Cluster, v => v.Passed, _seed);
}
