namespace Attune.Statistics;

/// <summary>
/// Draws groups of contests with replacement: all contests of a group enter a resample the same number of times, which is Poisson(1).
/// What contests of one group have in common is thus resampled with them. Immutable.
/// </summary>
internal sealed class GroupDraws
{
    private static readonly PoissonTable Times = new(1);

    private readonly (int Pair, double ForFirst, double ForSecond)[][] _groups;

    /// <param name="models">The models in the order of the pairs' numbers.</param>
    /// <param name="pairs">Every pair that met.</param>
    /// <param name="groups">The contests in groups; those of each group name no other pairs.</param>
    public GroupDraws(IReadOnlyList<string> models, IReadOnlyList<PairScore> pairs, IEnumerable<ContestCounts> groups)
    {
        var places = models.Select((name, place) => (name, place)).ToDictionary(m => m.name, m => m.place, StringComparer.Ordinal);
        var numbers = pairs.Select((p, number) => (p, number)).ToDictionary(p => (p.p.First, p.p.Second), p => p.number);
        _groups = [.. groups.Select(Scores)];

        // Both are in the order of the models' names, so the first of a pair is the first here and there.
        (int, double, double)[] Scores(ContestCounts group)
        {
            var (names, met) = group.InOrder();
            return [.. met.Select(m => (numbers[(places[names[m.First]], places[names[m.Second]])], m.Count.First + m.Count.Ties / 2.0, m.Count.Second + m.Count.Ties / 2.0))];
        }
    }

    public void Draw(KeyedRandom random, double[] forFirst, double[] forSecond)
    {
        Array.Clear(forFirst);
        Array.Clear(forSecond);
        foreach (var group in _groups)
        {
            var times = Times.Draw(random);
            if (times == 0) continue;
            foreach (var (pair, first, second) in group)
            {
                forFirst[pair] += times * first;
                forSecond[pair] += times * second;
            }
        }
    }
}
