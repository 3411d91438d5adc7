namespace Attune.Reports.Figures;

/// <summary>Who won how often against whom, and how strong that makes each (InterPref, table 3).</summary>
internal static class ContestFigures
{
    /// <summary>More contestants have their matrix as a table alone.</summary>
    private const int WidestMatrix = 12;

    /// <summary>Win matrices and strengths, one figure of each for each evaluator of each run.</summary>
    public static IEnumerable<Figure> Of(PooledRuns runs) => runs.Contests.SelectMany(c => Matrix(runs, c.Id, c.By, c.Contests).Concat(Strengths(runs, c.Id, c.By, c.Contests)));

    private static IEnumerable<Figure> Matrix(PooledRuns runs, string id, string by, ReportedContests contests)
    {
        List<FigureValue> values =
        [
            .. contests.Matrix.Where(m => m.WinRate is not null)
                .Select(m => new FigureValue(by, m.Contestant, m.Opponent, m.WinRate!.Mean, m.WinRate.Low, m.WinRate.High, m.WinRate.N, m.WinRate.Clusters)),
        ];
        var names = Names(contests);
        if (names.Count < 2 || names.Count > WidestMatrix || values.Count == 0) yield break;
        yield return HeatMap.Draw(new(
            $"win-matrix-{id}", "Who wins against whom", "Share of contests that the row won against the column; a tie is nobody's win. " + Order(contests) + runs.PooledInPairs, [new(by, 0, 1, null)], names, names, values));
    }

    private static IEnumerable<Figure> Strengths(PooledRuns runs, string id, string by, ReportedContests contests)
    {
        if (contests.Coefficients is not { Count: > 1 } coefficients) yield break;
        var met = contests.Matrix.ToLookup(m => m.Contestant);
        yield return DotPlot.Draw(new(
            $"strengths-{id}", "Strength of each contestant", $"Bradley-Terry coefficients, their sum 0; d more means odds of e^d to 1 in a contest that somebody wins. Points are estimates, lines 95% intervals; they take each contest as standing for itself, and are too narrow where several are about one pair.{runs.PooledInPairs}",
            [FigurePanel.Differences(by)], Names(contests), ["strength"],
            [.. coefficients.Select(c => new FigureValue(by, c.Key, "strength", c.Value.Value, c.Value.Low, c.Value.High, met[c.Key].Sum(m => m.Wins + m.Losses + m.Ties), 0))]));
    }

    private static string Order(ReportedContests contests) => contests.Coefficients is null ? "In no order; " + string.Join(' ', contests.Notes) + "." : "Strongest first.";

    private static IReadOnlyList<string> Names(ReportedContests contests) => [.. contests.Coefficients?.Keys ?? contests.Matrix.Select(m => m.Contestant).Distinct()];
}
