using Attune.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Statistics;

/// <summary>The coefficients beside those of solvers that share nothing with ours.</summary>
public sealed class BradleyTerryAgreementTests
{
    private const double Agreed = 1e-6;

    [Fact]
    public void Table_3_has_the_coefficients_that_SciPy_finds()
    {
        var fit = BradleyTerry.Fit(new WinRates(["w", "x", "y", "z"], new double?[,] { { null, 0.51, 0.65, 0.75 }, { 0.48, null, 0.58, 0.77 }, { 0.34, 0.41, null, 0.60 }, { 0.23, 0.22, 0.39, null } }), sum: 2);

        ShouldBe(fit, ["w", "x", "y", "z"], [0.96288439, 0.87025281, 0.36142308, -0.19456027]);
    }

    [Fact]
    public void A_lopsided_matrix_with_holes_has_the_coefficients_that_SciPy_finds()
    {
        var fit = BradleyTerry.Fit(new WinRates(["v", "w", "x", "y", "z"], new double?[,]
        {
            { null, 0.9, 0.31, null, 0.62 },
            { 0.05, null, 0.5, 0.77, null },
            { 0.6, 0.41, null, 0.997, 0.2 },
            { null, 0.13, 0.002, null, 0.5 },
            { 0.3, null, 0.8, 0.45, null },
        }));

        ShouldBe(fit, ["v", "w", "x", "y", "z"], [0.72285364, -0.09688421, 0.271235, -1.0672135, 0.17000908]);
    }

    [Fact]
    public void Random_matrices_have_the_coefficients_of_Newtons_method_in_plain_code() => Prop.ForAll(Arb.From(Gen.Choose(0, 100_000)), seed =>
    {
        var random = new KeyedRandom(seed, "agreement");
        var n = 2 + random.Next(14);
        var (names, rates) = (Enumerable.Range(0, n).Select(m => $"m{m:00}").ToList(), new double?[n, n]);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (i != j && (j == i + 1 || random.Next(3) > 0)) rates[i, j] = 0.01 + 0.98 * random.NextDouble();

        ShouldBe(BradleyTerry.Fit(new WinRates(names, rates)), names, Newton(rates));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(100));

    [Fact]
    public void Random_contests_have_the_coefficients_of_Newtons_method_in_plain_code() => Prop.ForAll(Arb.From(Gen.Choose(0, 100_000)), seed =>
    {
        var random = new KeyedRandom(seed, "contests");
        var n = 2 + random.Next(8);
        var (names, contests, won) = (Enumerable.Range(0, n).Select(m => $"m{m}").ToList(), new ContestCounts(), new double?[n, n]);
        for (var contest = 0; contest < 60 * n; contest++)
        {
            var a = random.Next(n);
            // The first rounds of ties let everybody meet.
            var (b, winner) = contest < n ? ((a = contest) + 1 < n ? a + 1 : 0, ContestWinner.Tie) : ((a + 1 + random.Next(n - 1)) % n, (ContestWinner)random.Next(3));
            contests.Add(names[a], names[b], winner);
            var score = winner switch { ContestWinner.A => 1, ContestWinner.B => 0, _ => 0.5 };
            (won[a, b], won[b, a]) = ((won[a, b] ?? 0) + score, (won[b, a] ?? 0) + 1 - score);
        }

        ShouldBe(BradleyTerry.Fit(contests, repeats: 0), names, Newton(won, counts: true));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    private static void ShouldBe(BradleyTerry fit, IReadOnlyList<string> names, double[] expected)
    {
        foreach (var (name, value) in names.Zip(expected)) fit.Coefficients[name].Value.ShouldBe(value, Agreed);
    }

    /// <summary>The minimum of equation 5 with coefficients that sum to 0. The last one is held at 0 and the rest solved for, halving each step that does not help.</summary>
    /// <param name="won">What the row scored against the column.</param>
    /// <param name="counts">Whether those are wins, else rates, which give the column what they leave of 1.</param>
    private static double[] Newton(double?[,] won, bool counts = false)
    {
        var n = won.GetLength(0);
        var x = new double[n];
        for (var step = 0; step < 200; step++)
        {
            var (gradient, hessian) = Derivatives(won, counts, x);
            var move = Solve(hessian, gradient);
            var share = 1.0;
            while (share > 1e-10 && Loss(won, counts, Moved(x, move, share)) > Loss(won, counts, x) + 1e-13) share /= 2;
            x = Moved(x, move, share);
            if (move.Max(Math.Abs) < 1e-12) break;
        }

        var mean = x.Average();
        return Array.ConvertAll(x, value => value - mean);
    }

    private static IEnumerable<(int I, int J, double ForI, double ForJ)> Cells(double?[,] won, bool counts)
    {
        for (var i = 0; i < won.GetLength(0); i++)
            for (var j = 0; j < won.GetLength(0); j++)
                if (i != j && won[i, j] is { } score) yield return (i, j, score, counts ? 0 : 1 - score);
    }

    private static double Loss(double?[,] won, bool counts, double[] x) =>
        Cells(won, counts).Sum(c => c.ForI * Math.Log(1 + Math.Exp(x[c.J] - x[c.I])) + c.ForJ * Math.Log(1 + Math.Exp(x[c.I] - x[c.J])));

    private static (double[] Gradient, double[,] Hessian) Derivatives(double?[,] won, bool counts, double[] x)
    {
        var n = x.Length;
        var (gradient, hessian) = (new double[n], new double[n, n]);
        foreach (var (i, j, forI, forJ) in Cells(won, counts))
        {
            var p = 1 / (1 + Math.Exp(x[j] - x[i]));
            var (slope, bend) = ((forI + forJ) * p - forI, (forI + forJ) * p * (1 - p));
            gradient[i] += slope;
            gradient[j] -= slope;
            hessian[i, i] += bend;
            hessian[j, j] += bend;
            hessian[i, j] -= bend;
            hessian[j, i] -= bend;
        }

        return (gradient, hessian);
    }

    /// <summary>Gauss's elimination over all but the last unknown.</summary>
    private static double[] Solve(double[,] a, double[] b)
    {
        var n = b.Length - 1;
        for (var pivot = 0; pivot < n; pivot++)
        {
            for (var row = pivot + 1; row < n; row++)
            {
                var factor = a[row, pivot] / a[pivot, pivot];
                for (var column = pivot; column < n; column++) a[row, column] -= factor * a[pivot, column];
                b[row] -= factor * b[pivot];
            }
        }

        var solution = new double[n + 1];
        for (var row = n - 1; row >= 0; row--)
            solution[row] = (b[row] - Enumerable.Range(row + 1, n - row - 1).Sum(column => a[row, column] * solution[column])) / a[row, row];
        return solution;
    }

    private static double[] Moved(double[] x, double[] move, double share) => [.. x.Zip(move, (value, by) => value - share * by)];
}
