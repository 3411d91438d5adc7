using MathNet.Numerics.LinearAlgebra.Double;

namespace Attune.Statistics;

/// <summary>What contests tell of coefficients when each has a normal prior of mean 0 and variance 1: it always exists, also where somebody won everything or has not played. Not thread-safe.</summary>
internal sealed class ContestBelief
{
    private const int MostSteps = 100;
    private const double Accuracy = 1e-9;

    private readonly List<string> _models;
    private readonly double[] _values;
    private readonly double[,] _covariance;

    /// <summary>The belief at the coefficients of a fit.</summary>
    public ContestBelief(IReadOnlyDictionary<string, double> coefficients, ContestCounts played)
    {
        _models = [.. coefficients.Keys.Order(StringComparer.Ordinal)];
        _values = [.. _models.Select(m => coefficients[m])];
        _covariance = Precision(_values, Scores(played)).Inverse().ToArray();
    }

    /// <summary>The belief at the posterior's mode, found by Newton's method.</summary>
    public ContestBelief(IEnumerable<string> models, ContestCounts played)
    {
        _models = [.. models.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        _values = new double[_models.Count];
        var scores = Scores(played);
        for (var step = 0; step < MostSteps; step++)
        {
            var gradient = Gradient(_values, scores);
            var move = Precision(_values, scores).Cholesky().Solve(DenseVector.OfArray(gradient));
            var share = 1.0;
            // The posterior has one mode and bends everywhere, but Newton's step may overshoot it.
            while (share > 1e-6 && Density(Moved(move, share), scores) < Density(_values, scores)) share /= 2;
            _values = Moved(move, share);
            if (share * move.AbsoluteMaximum() < Accuracy) break;
        }

        _covariance = Precision(_values, scores).Inverse().ToArray();
    }

    /// <summary>By name, in the order of code points.</summary>
    public IReadOnlyList<string> Models => _models;

    /// <summary>The coefficient believed in.</summary>
    public double Value(int model) => _values[model];

    /// <summary>What a contest of the two is expected to tell, in nats.</summary>
    public double Information(int i, int j) => 0.5 * double.LogP1(Slope(_values[i] - _values[j]) * Spread(i, j));

    /// <summary>Takes one more contest into the covariance (Sherman and Morrison, 1950), whoever wins it.</summary>
    public void Expect(int i, int j)
    {
        var slope = Slope(_values[i] - _values[j]);
        var difference = Enumerable.Range(0, _models.Count).Select(m => _covariance[m, i] - _covariance[m, j]).ToArray();
        var factor = slope / (1 + slope * Spread(i, j));
        for (var row = 0; row < _models.Count; row++)
            for (var column = 0; column < _models.Count; column++) _covariance[row, column] -= factor * difference[row] * difference[column];
    }

    private double Spread(int i, int j) => _covariance[i, i] + _covariance[j, j] - 2 * _covariance[i, j];

    private List<PairScore> Scores(ContestCounts played)
    {
        var places = _models.Select((model, place) => (model, place)).ToDictionary(m => m.model, m => m.place, StringComparer.Ordinal);
        var (names, pairs) = played.InOrder();
        return
        [
            .. from pair in pairs
               where places.ContainsKey(names[pair.First]) && places.ContainsKey(names[pair.Second])
               select new PairScore(places[names[pair.First]], places[names[pair.Second]], pair.Count.First + pair.Count.Ties / 2.0, pair.Count.Second + pair.Count.Ties / 2.0),
        ];
    }

    private double[] Moved(MathNet.Numerics.LinearAlgebra.Vector<double> move, double share) => [.. _values.Zip(move, (value, by) => value + share * by)];

    private static double[] Gradient(double[] values, List<PairScore> scores)
    {
        var gradient = Array.ConvertAll(values, value => -value);
        foreach (var score in scores)
        {
            var surplus = score.ForFirst - score.Weight * Chance(values[score.First] - values[score.Second]);
            gradient[score.First] += surplus;
            gradient[score.Second] -= surplus;
        }

        return gradient;
    }

    /// <summary>The logarithm of the posterior, up to a constant.</summary>
    private static double Density(double[] values, List<PairScore> scores) =>
        scores.Sum(s => s.ForFirst * (values[s.First] - values[s.Second]) - s.Weight * Softplus(values[s.First] - values[s.Second])) - values.Sum(v => v * v) / 2;

    private static DenseMatrix Precision(double[] values, List<PairScore> scores)
    {
        var precision = DenseMatrix.CreateIdentity(values.Length);
        foreach (var score in scores)
        {
            var known = score.Weight * Slope(values[score.First] - values[score.Second]);
            precision[score.First, score.First] += known;
            precision[score.Second, score.Second] += known;
            precision[score.First, score.Second] -= known;
            precision[score.Second, score.First] -= known;
        }

        return precision;
    }

    private static double Chance(double lead) => 1 / (1 + Math.Exp(-lead));

    private static double Softplus(double lead) => Math.Max(lead, 0) + Math.Log(1 + Math.Exp(-Math.Abs(lead)));

    /// <summary>p(1 − p), the information in one contest at this lead.</summary>
    private static double Slope(double lead) => Chance(lead) * (1 - Chance(lead));
}
