using Attune.Statistics;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Attune.Tests.Statistics;

/// <summary>Fits, and fits of resampled counts that start where the counts' own ended, against Newton's method with a new matrix and a search along every step.</summary>
public sealed class LikelihoodMaximumTests
{
    private const int Seeds = 200;

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Few_contests_between_two_models_are_fitted_for_every_seed(int won)
    {
        var contests = new ContestCounts();
        for (var i = 0; i < won; i++) contests.Add("x", "y", ContestWinner.A);
        contests.Add("x", "y", ContestWinner.B);

        for (var seed = 0; seed < Seeds; seed++)
            BradleyTerry.Fit(contests, repeats: 300, seed: seed).Coefficients["x"].Value.ShouldBe(Math.Log(won) / 2, 1e-9);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void However_far_a_resample_lies_from_its_contests_its_odds_are_found(int won)
    {
        List<PairScore> pairs = [new(0, 1, won, 1)];
        var (start, fit) = (Fitted(2, pairs), new LikelihoodMaximum(2, pairs));

        for (var forFirst = 0.5; forFirst < 30; forFirst += 0.5)
        {
            for (var forSecond = 0.5; forSecond < 30; forSecond += 0.5)
            {
                fit.StartFrom(start);
                fit.Fit([forFirst], [forSecond], 1e-6);
                (fit.Coefficients[0] - fit.Coefficients[1]).ShouldBe(Math.Log(forFirst / forSecond), 1e-5);
            }
        }
    }

    [Fact]
    public void Sparse_tournaments_and_their_resamples_have_the_coefficients_of_plain_Newton()
    {
        var (fitted, resampled) = (0, 0);
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new KeyedRandom(seed, "sparse");
            var models = 2 + random.Next(8);
            var pairs = Sparse(models, random);
            if (!new ComparisonGraph(models, pairs).IsConnected) continue;
            var (start, fit) = (Fitted(models, pairs), new LikelihoodMaximum(models, pairs));
            Check(start, models, pairs, 1e-9, $"seed {seed}");
            fitted++;
            for (var repeat = 0; repeat < 20; repeat++)
            {
                List<PairScore> drawn = [.. pairs.Select(p => p with { ForFirst = Drawn(p.ForFirst, random), ForSecond = Drawn(p.ForSecond, random) })];
                if (!new ComparisonGraph(models, drawn).IsConnected) continue;
                fit.StartFrom(start);
                fit.Fit([.. drawn.Select(p => p.ForFirst)], [.. drawn.Select(p => p.ForSecond)], 1e-6);
                Check(fit, models, drawn, 1e-5, $"seed {seed}, repeat {repeat}");
                resampled++;
            }
        }

        fitted.ShouldBeGreaterThan(150);
        resampled.ShouldBeGreaterThan(500);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    [InlineData(1e-9)]
    [InlineData(1e-12)]
    public void Extreme_rates_are_fitted_from_either_side(double rate)
    {
        foreach (var (forFirst, forSecond) in ((double, double)[])[(1, rate), (rate, 1)])
        {
            var fit = Fitted(2, [new(0, 1, forFirst, forSecond)]);

            // 1 + rate has lost digits of the rate, and no sum of the two can have them back.
            (fit.Coefficients[0] - fit.Coefficients[1]).ShouldBe(Math.Log(forFirst / forSecond), 1e-9 + 4e-16 / rate);
        }
    }

    private static LikelihoodMaximum Fitted(int models, List<PairScore> pairs)
    {
        var fit = new LikelihoodMaximum(models, pairs);
        fit.Fit([.. pairs.Select(p => p.ForFirst)], [.. pairs.Select(p => p.ForSecond)], 1e-11);
        fit.Settle();
        return fit;
    }

    private static List<PairScore> Sparse(int models, KeyedRandom random)
    {
        var pairs = new List<PairScore>();
        for (var i = 0; i < models; i++)
            for (var j = i + 1; j < models; j++)
                if (j == i + 1 || random.Next(3) == 0) pairs.Add(new(i, j, (1 + random.Next(6)) / 2.0, random.Next(12) / 2.0));
        return pairs;
    }

    // Each half win enters a Poisson(1) number of times, give or take: 0 to 4.
    private static double Drawn(double score, KeyedRandom random)
    {
        int[] times = [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 4];
        return Enumerable.Range(0, (int)(2 * score)).Sum(_ => times[random.Next(times.Length)]) / 2.0;
    }

    private static void Check(LikelihoodMaximum fit, int models, List<PairScore> pairs, double tolerance, string what)
    {
        var expected = PlainNewton(models, pairs);
        var found = fit.Coefficients.ToArray();
        for (var model = 0; model < models; model++) (found[model] - found[0]).ShouldBe(expected[model], tolerance, what);
    }

    /// <summary>With the first model at 0.</summary>
    private static double[] PlainNewton(int models, List<PairScore> pairs)
    {
        var x = new double[models];
        for (var step = 0; step < 1000; step++)
        {
            var (gradient, information) = (new DenseVector(models), new DenseMatrix(models));
            foreach (var pair in pairs)
            {
                var (i, j) = (pair.First, pair.Second);
                var p = 1 / (1 + Math.Exp(x[j] - x[i]));
                var (surplus, known) = (pair.ForFirst - pair.Weight * p, pair.Weight * p * (1 - p));
                (gradient[i], gradient[j]) = (gradient[i] + surplus, gradient[j] - surplus);
                (information[i, i], information[j, j]) = (information[i, i] + known, information[j, j] + known);
                (information[i, j], information[j, i]) = (information[i, j] - known, information[j, i] - known);
            }

            var move = information.SubMatrix(1, models - 1, 1, models - 1).Solve(gradient.SubVector(1, models - 1));
            var share = 1.0;
            while (share > 1e-3 && Likelihood(Moved(share), pairs) < Likelihood(x, pairs)) share /= 2;
            x = Moved(share);
            if (move.AbsoluteMaximum() < 1e-12) return x;

            double[] Moved(double by) => [0, .. x.Skip(1).Zip(move, (value, m) => value + by * m)];
        }

        return x;
    }

    private static double Likelihood(double[] x, List<PairScore> pairs) =>
        -pairs.Sum(p => p.ForFirst * Math.Log(1 + Math.Exp(x[p.Second] - x[p.First])) + p.ForSecond * Math.Log(1 + Math.Exp(x[p.First] - x[p.Second])));
}
