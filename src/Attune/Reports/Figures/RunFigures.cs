namespace Attune.Reports.Figures;

/// <summary>The figures of one or more runs: RealPref's figures 4 to 8 for whatever was asked, and what goes beyond them.</summary>
public static class RunFigures
{
    /// <summary>All that can be drawn: what was asked in one way only has no figure.</summary>
    /// <param name="runs">Runs that can be compared; each model of each is a series of its own.</param>
    public static IReadOnlyList<Figure> Of(IReadOnlyList<RunDocument> runs)
    {
        if (runs.All(r => r.Conditions.Count == 0)) return [];
        var pooled = new PooledRuns(runs);
        return
        [
            .. ScoreFigures.ByTask(pooled), .. MethodFigures.Gain(pooled), .. ScoreFigures.ByExpression(pooled), .. ScoreFigures.ByContext(pooled),
            .. MethodFigures.ByMethod(pooled), .. MethodFigures.Changes(pooled), .. ScoreFigures.ByPreferences(pooled), .. ScoreFigures.ByDistance(pooled), .. MethodFigures.Steps(pooled),
            .. PairFigures.ByEvaluator(pooled), .. ContestFigures.Of(pooled),
        ];
    }
}
