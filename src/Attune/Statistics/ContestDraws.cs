namespace Attune.Statistics;

/// <summary>
/// Draws contests with replacement, each on its own. Each enters a resample a Poisson(1) number of times (Hanley and MacGibbon, 2006,
/// Computer Methods and Programs in Biomedicine 83(1)), so that the count of a pair's wins is one Poisson draw, however many contests it
/// stands for. Immutable.
/// </summary>
internal sealed class ContestDraws
{
    private readonly (PoissonTable? First, PoissonTable? Second, PoissonTable? Ties)[] _tables;

    public ContestDraws(IReadOnlyList<(int First, int Second, PairCount Count)> pairs)
    {
        var tables = new Dictionary<long, PoissonTable>();
        _tables = [.. pairs.Select(p => (Table(p.Count.First), Table(p.Count.Second), Table(p.Count.Ties)))];

        PoissonTable? Table(long mean)
        {
            if (mean == 0) return null;
            if (!tables.TryGetValue(mean, out var table)) tables.Add(mean, table = new(mean));
            return table;
        }
    }

    public void Draw(KeyedRandom random, double[] forFirst, double[] forSecond)
    {
        for (var pair = 0; pair < _tables.Length; pair++)
        {
            var (first, second, ties) = _tables[pair];
            var half = (ties?.Draw(random) ?? 0) / 2.0;
            forFirst[pair] = (first?.Draw(random) ?? 0) + half;
            forSecond[pair] = (second?.Draw(random) ?? 0) + half;
        }
    }
}
