namespace Attune.Reports.Figures;

/// <summary>Pass rates of preference pairs (InterPref, table 7).</summary>
internal static class PairFigures
{
    /// <summary>Who passed whom, where there are several evaluators: a panel for each method and context, models down the side, evaluators along the bottom.</summary>
    public static IEnumerable<Figure> ByEvaluator(PooledRuns runs)
    {
        List<FigureValue> values =
        [
            .. from p in runs.PassRatesInOrder
               where p.Rate.Passes.Rate is not null
               let e = p.Rate.Passes.Rate
               select new FigureValue(Panel(p.Rate), p.Series, p.Rate.Evaluator, e.Mean, e.Low, e.High, e.N, e.Clusters),
        ];
        List<string> evaluators = [.. values.Select(v => v.Series).Distinct().Order(StringComparer.Ordinal)];
        if (evaluators.Count < 2) yield break;
        yield return HeatMap.Draw(new(
            "by-evaluator", "Pass rates by evaluator", "Share of pairs whose two answers the evaluator gave to the right users in all four orders; chance is 0.06. An evaluator that favours its own answers shows in its column.",
            [.. values.Select(v => v.Panel).Distinct().Select(p => new FigurePanel(p, 0, 1, null))], [.. runs.Series.Where(s => values.Any(v => v.Group == s))], evaluators, values));
    }

    private static string Panel(ReportedPassRate rate) => MethodFigures.Shown(rate.Method) + (rate.Context is { } context ? $", {context}" : "") + (rate.Preferences == "original" ? "" : $", {rate.Preferences}");
}
