using Attune.Statistics;
using FsCheck;
using FsCheck.Fluent;

namespace Attune.Tests.Statistics;

public sealed class BradleyTerryTests
{
    private static readonly string[] s_paperModels = ["GPT-4o", "Llama3.1-70B", "Llama3.1-8B", "Qwen2.5-7B"];

    private static readonly double?[,] s_paperRates =
    {
        { null, 0.51, 0.65, 0.75 },
        { 0.48, null, 0.58, 0.77 },
        { 0.34, 0.41, null, 0.60 },
        { 0.23, 0.22, 0.39, null },
    };

    [Fact]
    public void InterPrefs_table_3_has_its_optimum_below_the_cross_entropy_of_the_printed_coefficients()
    {
        var fit = BradleyTerry.Fit(new WinRates(s_paperModels, s_paperRates), sum: 2);

        foreach (var (model, value) in s_paperModels.Zip([0.963, 0.870, 0.361, -0.195])) fit.Coefficients[model].Value.ShouldBe(value, 5e-4);
        fit.CrossEntropy.ShouldBe(CrossEntropy([.. s_paperModels.Select(m => fit.Coefficients[m].Value)]), 1e-9);
        fit.CrossEntropy.ShouldBeLessThan(CrossEntropy([0.983, 0.949, 0.424, -0.356]));
        fit.LogLoss.ShouldBe(fit.CrossEntropy / 12, 1e-12);
        fit.Scale.ShouldBe("sum=2");
    }

    [Fact]
    public void A_matrix_has_no_intervals_and_says_why()
    {
        var fit = BradleyTerry.Fit(new WinRates(s_paperModels, s_paperRates));

        fit.Coefficients.Values.ShouldAllBe(c => c.Low == null && c.High == null);
        fit.Notes.ShouldHaveSingleItem().ShouldContain("do not tell how many contests");
    }

    // Three wins to one are odds of 3: a lead of log 3, half of it to each side of 0.
    [Fact]
    public void Two_models_are_worked_by_hand()
    {
        var fit = BradleyTerry.Fit(Contests(("a", "b", 3, 1, 0)));

        fit.Coefficients["a"].Value.ShouldBe(Math.Log(3) / 2, 1e-9);
        fit.Coefficients["b"].Value.ShouldBe(-Math.Log(3) / 2, 1e-9);
        fit.LogLoss.ShouldBe(-(3 * Math.Log(0.75) + Math.Log(0.25)) / 4, 1e-9);
        fit.Contests.ShouldBe(4);
    }

    [Fact]
    public void A_tie_is_half_a_win_for_each() =>
        BradleyTerry.Fit(Contests(("a", "b", 2, 0, 2))).Coefficients["a"].Value.ShouldBe(Math.Log(3) / 2, 1e-9);

    [Fact]
    public void A_cell_without_its_opposite_counts_once_as_equation_5_has_it()
    {
        // Each pair stands alone in a chain, so the odds are its own: 3 to 1, and even. The known cells are three.
        var fit = BradleyTerry.Fit(new WinRates(["a", "b", "c"], new double?[,] { { null, 0.75, null }, { null, null, 0.5 }, { null, 0.5, null } }));

        (fit.Coefficients["a"].Value - fit.Coefficients["b"].Value).ShouldBe(Math.Log(3), 1e-9);
        fit.LogLoss.ShouldBe(fit.CrossEntropy / 3, 1e-12);
    }

    [Fact]
    public void Win_rates_that_sum_to_more_than_1_are_taken_as_two_measurements_and_noted()
    {
        var fit = BradleyTerry.Fit(new WinRates(["a", "b"], new double?[,] { { null, 0.9 }, { 0.5, null } }));

        // The row's mean rate is (0.9 + 1 - 0.5) / 2 = 0.7.
        fit.Coefficients["a"].Value.ShouldBe(Math.Log(0.7 / 0.3) / 2, 1e-9);
        fit.Notes.ShouldContain(n => n.Contains("'a' and 'b' win 0.9 and 0.5 against each other", StringComparison.Ordinal));
    }

    [Fact]
    public void Rates_rounded_to_1_01_raise_no_note() =>
        BradleyTerry.Fit(new WinRates(["a", "b"], new double?[,] { { null, 0.51 }, { 0.50, null } })).Notes.Count.ShouldBe(1);

    [Fact]
    public void At_the_maximum_every_model_scores_what_is_expected_of_it() => Prop.ForAll(Arb.From(Gen.Choose(0, 100_000)), seed =>
    {
        var random = new KeyedRandom(seed, "rates");
        var n = 2 + random.Next(7);
        var (names, rates) = (Enumerable.Range(0, n).Select(m => $"m{m}").ToList(), new double?[n, n]);
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (i != j && (j == i + 1 || random.Next(3) > 0)) rates[i, j] = 0.001 + 0.998 * random.NextDouble();

        var fit = BradleyTerry.Fit(new WinRates(names, rates));

        // The gradient of equation 5, cell by cell; with at least 0.001 of each win, an error of 1e-6 would show.
        for (var i = 0; i < n; i++)
        {
            double gradient = 0;
            for (var j = 0; j < n; j++)
            {
                var p = 1 / (1 + Math.Exp(fit.Coefficients[names[j]].Value - fit.Coefficients[names[i]].Value));
                gradient += (rates[i, j] - p ?? 0) - (rates[j, i] - (1 - p) ?? 0);
            }

            gradient.ShouldBe(0, 1e-9);
        }

        fit.Coefficients.Values.Sum(c => c.Value).ShouldBe(0, 1e-9);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    [Fact]
    public void A_chain_of_lopsided_pairs_is_fitted_far_beyond_what_e_to_the_x_can_hold()
    {
        var chain = Enumerable.Range(0, 120).Select(m => ($"m{m:000}", $"m{m + 1:000}", 9999, 1, 0)).ToArray();

        var fit = BradleyTerry.Fit(Contests(chain), repeats: 0);

        (fit.Coefficients["m000"].Value - fit.Coefficients["m120"].Value).ShouldBe(120 * Math.Log(9999), 1e-4);
    }

    [Fact]
    public void Coefficients_come_strongest_first_and_with_intervals_around_them()
    {
        var fit = BradleyTerry.Fit(Contests(("a", "b", 30, 10, 5), ("b", "c", 25, 15, 5), ("c", "a", 10, 30, 0)), sum: 2);

        fit.Coefficients.Keys.ShouldBe(["a", "b", "c"]);
        fit.Coefficients.Values.ShouldAllBe(c => c.Low < c.Value && c.Value < c.High);
        fit.Coefficients.Values.Sum(c => c.Value).ShouldBe(2, 1e-9);
        fit.Notes.ShouldBeEmpty();
    }

    [Fact]
    public void The_order_of_the_contests_does_not_matter_and_the_seed_does()
    {
        (string, string, ContestWinner)[] contests =
            [.. Enumerable.Range(0, 200).Select(i => ($"m{i % 4}", $"m{(i + 1 + i / 7 % 3) % 4}", (ContestWinner)(i * i % 3)))];

        var fit = BradleyTerry.Fit(One(contests), seed: 3);

        // A contest told from the other side is the same contest.
        var turned = contests.Reverse().Select(c => (c.Item2, c.Item1, c.Item3 switch { ContestWinner.A => ContestWinner.B, ContestWinner.B => ContestWinner.A, var tie => tie }));
        var other = BradleyTerry.Fit(One(turned), seed: 3);
        other.Coefficients.ToList().ShouldBe(fit.Coefficients.ToList());
        BradleyTerry.Fit(One(contests), seed: 4).Coefficients["m0"].Low.ShouldNotBe(fit.Coefficients["m0"].Low);
    }

    [Fact]
    public void The_interval_of_two_models_is_close_to_the_binomial_one()
    {
        // 60 to 40 of 100: the lead's standard error is 1/√(100 * 0.6 * 0.4) = 0.2041; half of it to each model.
        var a = BradleyTerry.Fit(Contests(("a", "b", 600, 400, 0)), repeats: 4000).Coefficients["a"];

        ((a.High - a.Low)!.Value / 2).ShouldBe(1.96 * 0.2041 / Math.Sqrt(10) / 2, 0.006);
    }

    [Fact]
    public void Intervals_cover_the_truth_about_95_times_in_100()
    {
        const int samples = 200;
        double[] truth = [0.8, 0.1, -0.2, -0.7];
        var covered = Enumerable.Range(0, samples).Sum(sample =>
        {
            var random = new KeyedRandom(sample, "coverage");
            var contests = new ContestCounts();
            for (var i = 0; i < 240; i++)
            {
                var a = random.Next(4);
                var b = (a + 1 + random.Next(3)) % 4;
                contests.Add($"m{a}", $"m{b}", random.NextDouble() < 1 / (1 + Math.Exp(truth[b] - truth[a])) ? ContestWinner.A : ContestWinner.B);
            }

            var fit = BradleyTerry.Fit(contests, repeats: 400);
            return truth.Where((t, m) => fit.Coefficients[$"m{m}"].Low <= t && t <= fit.Coefficients[$"m{m}"].High).Count();
        });

        (covered / (double)(samples * truth.Length)).ShouldBeInRange(0.91, 0.98);
    }

    [Fact]
    public void Where_resamples_often_have_no_finite_coefficients_there_are_no_intervals()
    {
        var fit = BradleyTerry.Fit(Contests(("a", "b", 5, 1, 0)));

        fit.Coefficients["a"].ShouldBe(new Coefficient(fit.Coefficients["a"].Value, null, null));
        fit.Notes.ShouldHaveSingleItem().ShouldContain("of the resamples a model wins or loses everything");
    }

    [Fact]
    public void Where_resamples_often_leave_models_without_contests_the_note_says_that_they_never_met()
    {
        // Nobody can win or lose everything where nobody wins against c; only the tie that binds c may be missing.
        var fit = BradleyTerry.Fit(Contests(("a", "b", 500, 500, 0), ("b", "c", 0, 0, 2)));

        fit.Coefficients.Values.ShouldAllBe(c => c.Low == null && c.High == null);
        var note = fit.Notes.ShouldHaveSingleItem();
        note.ShouldMatch("^no intervals: in 1[0-9].[0-9]% of the resamples some models never meet the others; more contests");
    }

    [Fact]
    public void Resamples_without_coefficients_are_told_apart_by_their_reason() =>
        BradleyTerry.Fit(Contests(("a", "b", 2, 1, 0))).Notes.ShouldHaveSingleItem()
            .ShouldMatch("^no intervals: in [0-9.]+% of the resamples a model wins or loses everything, in [0-9.]+% of the resamples some models never meet the others;");

    [Fact]
    public void Ties_alone_rank_nobody_and_give_no_interval_of_width_zero()
    {
        var fit = BradleyTerry.Fit(Contests(("a", "b", 0, 0, 20), ("b", "c", 0, 0, 20), ("c", "a", 0, 0, 20)));

        fit.Coefficients.Values.ShouldAllBe(c => c == new Coefficient(0, null, null));
        fit.Notes.ShouldHaveSingleItem().ShouldStartWith("every contest is a tie: nothing ranks the models");
    }

    [Fact]
    public void Models_that_never_met_are_refused_by_group()
    {
        var fault = Should.Throw<BadInputException>(() => BradleyTerry.Fit(Contests(("a", "b", 1, 1, 0), ("c", "d", 1, 1, 0), ("d", "e", 2, 1, 0)))).Faults.ShouldHaveSingleItem();

        fault.Problem.ShouldContain("2 groups that never met: a, b | c, d, e");
    }

    [Fact]
    public void A_model_without_contests_is_a_group_of_its_own() =>
        Should.Throw<BadInputException>(() => BradleyTerry.Fit(new WinRates(["a", "b", "c"], new double?[,] { { null, 0.6, null }, { 0.4, null, null }, { null, null, null } })))
            .Message.ShouldContain("never met: a, b | c");

    [Fact]
    public void A_model_that_won_everything_is_refused_by_name() =>
        Should.Throw<BadInputException>(() => BradleyTerry.Fit(Contests(("a", "b", 5, 0, 0), ("a", "c", 5, 0, 0), ("b", "c", 3, 2, 0))))
            .Faults[0].Problem.ShouldContain("no win or tie against a by b, c");

    [Fact]
    public void Ranks_of_groups_are_told_strongest_first() =>
        Should.Throw<BadInputException>(() => BradleyTerry.Fit(Contests(("z", "b", 5, 0, 0), ("y", "b", 5, 0, 0), ("z", "y", 1, 1, 0), ("b", "a", 3, 0, 0))))
            .Faults[0].Problem.ShouldContain("strongest first: y, z | b | a");

    [Fact]
    public void Nothing_and_one_model_are_refused()
    {
        Should.Throw<BadInputException>(() => BradleyTerry.Fit(new ContestCounts())).Message.ShouldContain("holds no contest");
        Should.Throw<BadInputException>(() => BradleyTerry.Fit(new WinRates(["a"], new double?[1, 1]))).Message.ShouldContain("one model");
    }

    [Fact]
    public void Too_many_models_are_refused_before_any_work()
    {
        var contests = new ContestCounts();
        for (var m = 0; m <= BradleyTerry.MostModels; m++) contests.Add($"m{m}", $"m{m + 1}", ContestWinner.Tie);

        Should.Throw<BadInputException>(() => BradleyTerry.Fit(contests)).Message.ShouldContain("names 502 models, more than 500");
    }

    [Fact]
    public void A_cancelled_fit_stops() =>
        Should.Throw<OperationCanceledException>(() => BradleyTerry.Fit(Contests(("a", "b", 30, 20, 0)), cancellationToken: new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-0.01)]
    [InlineData(1.01)]
    public void A_rate_is_a_share(double rate) =>
        Should.Throw<BadInputException>(() => new WinRates(["a", "b"], new double?[,] { { null, rate }, { null, null } })).Message.ShouldContain("'a' against 'b' is not between 0 and 1");

    [Fact]
    public void A_model_does_not_meet_itself() => Should.Throw<ArgumentException>(() => new ContestCounts().Add("a", "a", ContestWinner.Tie));

    private static ContestCounts Contests(params (string A, string B, int Won, int Lost, int Ties)[] pairs) => One(pairs.SelectMany(p =>
        Enumerable.Repeat((p.A, p.B, ContestWinner.A), p.Won)
            .Concat(Enumerable.Repeat((p.A, p.B, ContestWinner.B), p.Lost))
            .Concat(Enumerable.Repeat((p.A, p.B, ContestWinner.Tie), p.Ties))));

    private static ContestCounts One(IEnumerable<(string A, string B, ContestWinner Winner)> contests)
    {
        var counts = new ContestCounts();
        foreach (var (a, b, winner) in contests) counts.Add(a, b, winner);
        return counts;
    }

    private static double CrossEntropy(double[] x) => Enumerable.Range(0, 4).SelectMany(i => Enumerable.Range(0, 4), (i, j) => (i, j)).Where(c => c.i != c.j).Sum(c =>
    {
        var p = 1 / (1 + Math.Exp(x[c.j] - x[c.i]));
        return -(s_paperRates[c.i, c.j]!.Value * Math.Log(p)) - (1 - s_paperRates[c.i, c.j]!.Value) * Math.Log(1 - p);
    });
}
