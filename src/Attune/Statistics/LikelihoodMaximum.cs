using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Attune.Statistics;

/// <summary>
/// Finds the coefficients x, summing to 0, that maximise Bradley-Terry's likelihood Σ ForFirst·log p + ForSecond·log(1 − p) with
/// p = 1 / (1 + e^(x_second − x_first)), by Newton's method. The inverse of the information matrix is kept from step to step, and from
/// one fit to the next, for as long as steps with it get close quickly: resampled counts differ too little to pay for another one.
/// The caller has checked that a maximum exists. Not thread-safe.
/// </summary>
internal sealed class LikelihoodMaximum
{
    private const int MostSteps = 500;
    private const double GoodProgress = 0.7;

    /// <summary>Where a lead changes by more, the information may change by more than e² and is taken anew.</summary>
    private const double FarLead = 2;

    private readonly int _models;
    private readonly int[] _first;
    private readonly int[] _second;
    private readonly double[] _expected;
    private readonly double[] _weights;
    private readonly double[] _scores;
    private readonly double[] _direction;
    private double[] _x;
    private double[] _next;
    private double[] _gradient;
    private double[] _nextGradient;
    private double[] _inverse;

    /// <param name="models">How many models there are.</param>
    /// <param name="pairs">Which models each pair has.</param>
    public LikelihoodMaximum(int models, IReadOnlyList<PairScore> pairs)
    {
        _models = models;
        (_first, _second) = ([.. pairs.Select(p => p.First)], [.. pairs.Select(p => p.Second)]);
        (_expected, _weights) = (new double[pairs.Count], new double[pairs.Count]);
        (_scores, _gradient, _nextGradient, _next) = (new double[models], new double[models], new double[models], new double[models]);
        (_x, _direction, _inverse) = (new double[models], new double[models], []);
    }

    /// <summary>The coefficients found, valid until the next fit.</summary>
    public ReadOnlySpan<double> Coefficients => _x;

    /// <summary>Makes the next fit begin where another one of the same pairs ended.</summary>
    public void StartFrom(LikelihoodMaximum other)
    {
        other._x.CopyTo(_x, 0);
        _inverse = other._inverse;
    }

    /// <summary>Takes the information at the coefficients found, for fits that start from here.</summary>
    public void Settle() => _inverse = InverseInformation();

    /// <summary>Maximises from where the last fit ended.</summary>
    /// <param name="forFirst">Wins and half ties of each pair's first model.</param>
    /// <param name="forSecond">Likewise of the second.</param>
    /// <param name="accuracy">About the largest error left in a coefficient.</param>
    public void Fit(ReadOnlySpan<double> forFirst, ReadOnlySpan<double> forSecond, double accuracy)
    {
        Take(forFirst, forSecond);
        var fresh = _inverse.Length == 0;
        if (fresh) _inverse = InverseInformation();
        Gradient(_x, _gradient);
        var size = TensorPrimitives.Norm<double>(_gradient);
        for (var step = 0; step < MostSteps && size > 0; step++)
        {
            var moved = Step(fresh);
            var nextSize = TensorPrimitives.Norm<double>(_nextGradient);
            if (!fresh && (nextSize > GoodProgress * size || !IsClimb(moved)))
            {
                (_inverse, fresh) = (InverseInformation(), true);
                continue;
            }

            (_x, _next, _gradient, _nextGradient, size) = (_next, _x, _nextGradient, _gradient, nextSize);
            // The error left by a step of Newton's own is of the order of the step's square.
            if (moved <= (fresh ? Math.Sqrt(accuracy) : accuracy)) return;
            fresh = fresh && !IsNear(moved);
            if (fresh) _inverse = InverseInformation();
        }
    }

    private void Take(ReadOnlySpan<double> forFirst, ReadOnlySpan<double> forSecond)
    {
        TensorPrimitives.Add(forFirst, forSecond, _weights);
        Array.Clear(_scores);
        for (var pair = 0; pair < _first.Length; pair++)
        {
            _scores[_first[pair]] += forFirst[pair];
            _scores[_second[pair]] += forSecond[pair];
        }
    }

    /// <summary>Moves to <see cref="_next"/>; gives the largest move of a coefficient.</summary>
    /// <param name="guarded">Newton's own step may overshoot far from the maximum and is halved until the likelihood does not fall; with an old inverse, <see cref="IsClimb"/> and slow progress tell.</param>
    private double Step(bool guarded)
    {
        for (var model = 0; model < _models; model++)
            _direction[model] = TensorPrimitives.Dot<double>(_inverse.AsSpan(model * _models, _models), _gradient);
        var before = guarded ? LogLikelihood(_x) : 0;
        for (var share = 1.0; ; share /= 2)
        {
            for (var model = 0; model < _models; model++) _next[model] = _x[model] + share * _direction[model];
            if (guarded && share > 1e-9 && LogLikelihood(_next) < before - 1e-12 * Math.Abs(before)) continue;
            Gradient(_next, _nextGradient);
            return share * Math.Abs(TensorPrimitives.MaxMagnitude<double>(_direction));
        }
    }

    /// <summary>
    /// Whether a step with an old inverse surely has not lowered the likelihood. Where no lead changes by more than 2, no curvature along the
    /// step changes by more than e²: what the start climbs is then more than the end loses, as long as the slope at the end is no more
    /// than half as steep down as that at the start is up. A smaller gradient alone says nothing: it is small where contests are all but decided, too.
    /// </summary>
    private bool IsClimb(double moved) =>
        IsNear(moved) && TensorPrimitives.Dot<double>(_direction, _nextGradient) >= -0.5 * TensorPrimitives.Dot<double>(_direction, _gradient);

    private bool IsNear(double moved)
    {
        if (2 * moved <= FarLead) return true;
        for (var pair = 0; pair < _first.Length; pair++)
        {
            var (i, j) = (_first[pair], _second[pair]);
            if (Math.Abs(_next[i] - _x[i] - (_next[j] - _x[j])) > FarLead) return false;
        }

        return true;
    }

    private void Gradient(double[] x, double[] gradient)
    {
        for (var pair = 0; pair < _first.Length; pair++) _expected[pair] = x[_first[pair]] - x[_second[pair]];
        TensorPrimitives.Sigmoid(_expected, _expected);
        _scores.CopyTo(gradient, 0);
        for (var pair = 0; pair < _first.Length; pair++)
        {
            var expected = _weights[pair] * _expected[pair];
            gradient[_first[pair]] -= expected;
            gradient[_second[pair]] -= _weights[pair] - expected;
        }
    }

    private double LogLikelihood(double[] x)
    {
        var sum = TensorPrimitives.Dot<double>(_scores, x);
        for (var pair = 0; pair < _first.Length; pair++)
        {
            var (first, second) = (x[_first[pair]], x[_second[pair]]);
            sum -= _weights[pair] * (Math.Max(first, second) + Math.Log(1 + Math.Exp(-Math.Abs(first - second))));
        }

        return sum;
    }

    /// <summary>Adding the same constant to all cells makes the matrix invertible and leaves every step that sums to 0 as it is.</summary>
    private double[] InverseInformation()
    {
        var information = new DenseMatrix(_models);
        var cells = information.Values;
        for (var pair = 0; pair < _first.Length; pair++)
        {
            var (i, j) = (_first[pair], _second[pair]);
            // p(1 − p), without the digits that 1 − p loses where p is all but 1.
            var odds = Math.Exp(-Math.Abs(_x[j] - _x[i]));
            var known = _weights[pair] * odds / ((1 + odds) * (1 + odds));
            cells[i * _models + j] -= known;
            cells[j * _models + i] -= known;
            cells[i * _models + i] += known;
            cells[j * _models + j] += known;
        }

        var constant = information.Trace() / _models / _models;
        for (var cell = 0; cell < cells.Length; cell++) cells[cell] += constant;
        return ((DenseMatrix)information.Cholesky().Solve(Matrix<double>.Build.DenseIdentity(_models))).Values;
    }
}
