using System.Collections.Concurrent;
using System.Globalization;

namespace Attune.Statistics;

/// <summary>
/// Resamples contests with replacement and fits each resample. Each contest enters a resample a Poisson(1) number of times (Hanley and
/// MacGibbon, 2006, Computer Methods and Programs in Biomedicine 83(1)), so that the count of a pair's wins is one Poisson draw,
/// however many contests it stands for.
/// </summary>
internal sealed class ContestBootstrap
{
    private const double Accuracy = 1e-6;

    private readonly int _models;
    private readonly IReadOnlyList<PairScore> _pairs;
    private readonly LikelihoodMaximum _fit;
    private readonly (PoissonTable? First, PoissonTable? Second, PoissonTable? Ties)[] _tables;

    /// <param name="models">How many models there are.</param>
    /// <param name="pairs">The contests as counts.</param>
    /// <param name="scores">The same as scores.</param>
    /// <param name="fit">The fit of the contests as they are.</param>
    public ContestBootstrap(int models, IReadOnlyList<(int First, int Second, PairCount Count)> pairs, IReadOnlyList<PairScore> scores, LikelihoodMaximum fit)
    {
        (_models, _pairs, _fit) = (models, scores, fit);
        fit.Settle();
        var tables = new Dictionary<long, PoissonTable>();
        _tables = [.. pairs.Select(p => (Table(p.Count.First), Table(p.Count.Second), Table(p.Count.Ties)))];

        PoissonTable? Table(long mean)
        {
            if (mean == 0) return null;
            if (!tables.TryGetValue(mean, out var table)) tables.Add(mean, table = new(mean));
            return table;
        }
    }

    /// <summary>Coefficients of each repeat, summing to 0, null where the resample has no finite ones; and in how many of those that is because some models never met the others.</summary>
    /// <param name="repeats">Resamples to draw.</param>
    /// <param name="seed">Same contests and seed, same resamples, on however many cores.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public (double[]?[] Coefficients, int Apart) Run(int repeats, long seed, CancellationToken cancellationToken)
    {
        var results = new double[]?[repeats];
        var apart = 0;
        var options = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.ForEach(Partitioner.Create(0, repeats, Math.Max(1, repeats / (4 * Environment.ProcessorCount))), options, range =>
        {
            var worker = new Worker(_models, _pairs);
            for (var repeat = range.Item1; repeat < range.Item2; repeat++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[repeat] = worker.Repeat(this, new KeyedRandom(seed, "bradley-terry", repeat.ToString(CultureInfo.InvariantCulture)));
            }

            Interlocked.Add(ref apart, worker.Apart);
        });
        return (results, apart);
    }

    private sealed class Worker(int models, IReadOnlyList<PairScore> pairs)
    {
        private readonly double[] _forFirst = new double[pairs.Count];
        private readonly double[] _forSecond = new double[pairs.Count];
        private readonly LikelihoodMaximum _fit = new(models, pairs);

        /// <summary>Resamples so far in which some models never met the others.</summary>
        public int Apart { get; private set; }

        public double[]? Repeat(ContestBootstrap bootstrap, KeyedRandom random)
        {
            var sureToHold = true;
            for (var pair = 0; pair < _forFirst.Length; pair++)
            {
                var (first, second, ties) = bootstrap._tables[pair];
                var half = (ties?.Draw(random) ?? 0) / 2.0;
                _forFirst[pair] = (first?.Draw(random) ?? 0) + half;
                _forSecond[pair] = (second?.Draw(random) ?? 0) + half;
                // Who beat whom is unchanged, and with it that there is a maximum, unless a score fell to nothing.
                sureToHold &= _forFirst[pair] > 0 == pairs[pair].ForFirst > 0 && _forSecond[pair] > 0 == pairs[pair].ForSecond > 0;
            }

            if (!sureToHold)
            {
                var graph = new ComparisonGraph(models, pairs.Select((p, i) => p with { ForFirst = _forFirst[i], ForSecond = _forSecond[i] }));
                if (!graph.IsConnected)
                {
                    if (!graph.HasAllMet) Apart++;
                    return null;
                }
            }

            // Every repeat starts from the contests' own fit: its digits must not hang on which worker it fell to.
            _fit.StartFrom(bootstrap._fit);
            _fit.Fit(_forFirst, _forSecond, Accuracy);
            return _fit.Coefficients.ToArray();
        }
    }
}
