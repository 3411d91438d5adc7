using Attune.Judging;
using Attune.Reports;
using Attune.Reports.Figures;
using Attune.Reports.Tables;
using Attune.Statistics;

namespace Attune.Tests.Reports;

public sealed class PairFiguresTests : IDisposable
{
    private readonly SampleRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Several_evaluators_make_a_map_of_who_passed_whom()
    {
        var document = _run.Document with { PassRates = [Rate("m", "first", 0.5), Rate("m", "second", 0.75), Rate("n", "first", 0.25), Rate("n", "second", 0)] };

        var figure = RunFigures.Of([document]).Single(f => f.Id == "by-evaluator");

        figure.Values.Select(v => (v.Group, v.Series, v.Mean)).ShouldBe([("m", "first", 0.5), ("m", "second", 0.75), ("n", "first", 0.25), ("n", "second", 0)]);
        RunTables.Of(document).Single(t => t.Id == "pass-rates").Rows.Count.ShouldBe(4);
    }

    [Fact]
    public void The_map_has_methods_and_contexts_in_the_order_of_the_plan()
    {
        var document = _run.Document with
        {
            PassRates = [.. from e in (string[])["first", "second"] from c in (string[])["normal", "simple"] from m in (string[])["oracle", "workflow", "zero-shot"] select Rate("m", e, 0.5) with { Method = m, Context = c }],
        };

        var figure = RunFigures.Of([document]).Single(f => f.Id == "by-evaluator");

        figure.Values.Select(v => v.Panel).Distinct().ShouldBe(["zero-shot, simple", "zero-shot, normal", "workflow, simple", "workflow, normal", "oracle (ceiling), simple", "oracle (ceiling), normal"]);
        RunTables.Of(document).Single(t => t.Id == "conditions").Note.ShouldStartWith("Pass rates pool the evaluators first and second.");
    }

    [Fact]
    public void One_evaluator_makes_none() => RunFigures.Of([_run.Document with { PassRates = [Rate("m", "only", 0.5)] }]).ShouldNotContain(f => f.Id == "by-evaluator");

    [Fact]
    public void Contests_make_a_win_matrix_and_strengths_with_intervals()
    {
        var contests = new ReportedContests
        {
            Evaluator = "e",
            Contests = 10,
            Won = 8,
            Ties = 1,
            Undecided = 1,
            Consistent = null,
            NamedFirst = null,
            LogLoss = 0.6,
            Notes = [],
            Matrix = [new HeadToHead("m", "n", new(0.75, 0.5, 0.9, 8, 4), 6, 2, 0, 1), new HeadToHead("n", "m", new(0.25, 0.1, 0.5, 8, 4), 2, 6, 0, 1)],
            Coefficients = new Dictionary<string, Coefficient> { ["m"] = new(0.4, 0.1, 0.7), ["n"] = new(-0.4, -0.7, -0.1) },
        };
        var document = _run.Document with { Contests = [contests] };

        var figures = RunFigures.Of([document]).ToDictionary(f => f.Id);

        figures["win-matrix-1"].Values.Select(v => (v.Group, v.Series, v.Mean)).ShouldBe([("m", "n", 0.75), ("n", "m", 0.25)]);
        figures["strengths-1"].Values.Select(v => (v.Group, v.Mean, v.Low, v.High)).ShouldBe([("m", 0.4, 0.1, 0.7), ("n", -0.4, -0.7, -0.1)]);
        RunTables.Of(document).Select(t => t.Id).ShouldContain("win-matrix");
    }

    [Fact]
    public void Contests_that_rank_nobody_say_so_beside_their_matrix()
    {
        var contests = new ReportedContests
        {
            Evaluator = "e",
            Contests = 4,
            Won = 0,
            Ties = 4,
            Undecided = 0,
            Consistent = null,
            NamedFirst = null,
            LogLoss = null,
            Notes = ["no coefficients: every contest is a tie"],
            Matrix = [new HeadToHead("m", "n", new(0, 0, 0.5, 4, 4), 0, 0, 4, 0), new HeadToHead("n", "m", new(0, 0, 0.5, 4, 4), 0, 0, 4, 0)],
            Coefficients = null,
        };
        var document = _run.Document with { Contests = [contests] };

        var figure = RunFigures.Of([document]).Single(f => f.Id == "win-matrix-1");
        figure.Caption.ShouldContain("In no order; no coefficients: every contest is a tie");
        RunTables.Of(document).Single(t => t.Id == "win-matrix").Note!.ShouldEndWith("e: no coefficients: every contest is a tie.");
    }

    private static ReportedPassRate Rate(string model, string evaluator, double rate) => new()
    {
        Dataset = "d",
        Model = model,
        Method = "zero-shot",
        Context = "simple",
        Preferences = "original",
        Evaluator = evaluator,
        ByDistance = [],
        Passes = new()
        {
            Rate = new(rate, 0, 1, 4, 2),
            Pairs = 4,
            Passed = (int)(4 * rate),
            Failed = 4 - (int)(4 * rate),
            Alike = 0,
            Unread = 0,
            IfUnreadWrong = rate,
            IfUnreadRight = rate,
            Orders = [],
            NamedFirst = null,
            States = new Dictionary<string, int>(),
        },
    };
}
