using System.Collections.Concurrent;
using System.Globalization;

namespace Attune.Statistics;

/// <summary>Fits resamples of contests.</summary>
internal sealed class ContestBootstrap
{
    private const double Accuracy = 1e-6;

    private readonly int _models;
    private readonly IReadOnlyList<PairScore> _pairs;
    private readonly LikelihoodMaximum _fit;
    private readonly Draw _draw;

    /// <param name="models">How many models there are.</param>
    /// <param name="pairs">The contests as scores.</param>
    /// <param name="fit">The fit of the contests as they are.</param>
    /// <param name="draw">Draws a resample.</param>
    public ContestBootstrap(int models, IReadOnlyList<PairScore> pairs, LikelihoodMaximum fit, Draw draw)
    {
        (_models, _pairs, _fit, _draw) = (models, pairs, fit, draw);
        fit.Settle();
    }

    /// <summary>Draws a resample: the scores of each pair's first and second model.</summary>
    public delegate void Draw(KeyedRandom random, double[] forFirst, double[] forSecond);

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
            bootstrap._draw(random, _forFirst, _forSecond);
            for (var pair = 0; pair < _forFirst.Length; pair++)
            {
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
