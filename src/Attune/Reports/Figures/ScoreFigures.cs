using Attune.Methods;

namespace Attune.Reports.Figures;

/// <summary>Scores under one method, by something else (RealPref, figures 4, 5, 6 and 8; the decay over distance besides).</summary>
internal static class ScoreFigures
{
    public static IEnumerable<Figure> ByTask(PooledRuns runs)
    {
        string[] methods = [Method.NoHistory, runs.Baseline, Method.Oracle];
        var values = Values(runs, runs.Groups(), methods, (series, _) => series, (_, g) => Shown(g["method"], runs)).ToList();
        if (values.Count == 0) yield break;
        yield return DotPlot.Draw(Layout(
            "by-task", "Scores by task", $"{Capital(runs.Baseline)}{Between(values)}. Dashed: what guessing gets.{runs.Pooled("expression", "context", "preferences")}{FigureWords.Of(runs, values)}",
            runs, runs.Series, [.. methods.Distinct().Select(m => Shown(m, runs))], values));
    }

    public static IEnumerable<Figure> ByExpression(PooledRuns runs) => Trend(
        runs, "expression", "by-expression", "Scores by how the preference was expressed", $"{Capital(runs.Baseline)}.{runs.Pooled("context", "preferences")}");

    public static IEnumerable<Figure> ByContext(PooledRuns runs) => Trend(
        runs, "context", "by-context", "Scores by context plan", $"{Capital(runs.Baseline)}; from short histories to long ones.{runs.Pooled("expression", "preferences")}");

    public static IEnumerable<Figure> ByDistance(PooledRuns runs) => Trend(
        runs, Breakdown.Distance, "by-distance", "Scores by distance from preference to question",
        $"{Capital(runs.Baseline)}; tokens of the history between the last turn that reveals the preference and the question; each distance has questions of its own.{runs.Pooled("expression", "context", "preferences")}");

    public static IEnumerable<Figure> ByPreferences(PooledRuns runs)
    {
        string[] methods = runs.Values("method").Contains(Method.Reminder) ? [runs.Baseline, Method.Reminder] : [runs.Baseline];
        if (runs.Values("preferences").Count < 2) yield break;
        var values = Values(runs, runs.Groups("preferences"), methods, (_, g) => $"{g["preferences"]}, {g["method"]}", (series, _) => series).ToList();
        if (values.Count == 0) yield break;
        yield return DotPlot.Draw(Layout(
            "by-preferences", "Original against generalized preferences", $"Generalized preferences were never expressed: they follow from others that were.{runs.Pooled("expression", "context")}{FigureWords.Of(runs, values)}",
            runs, [.. runs.Values("preferences").SelectMany(p => methods.Select(m => $"{p}, {m}"))], runs.Series, values));
    }

    private static IEnumerable<Figure> Trend(PooledRuns runs, string field, string id, string title, string caption)
    {
        if (runs.Values(field).Count < 2) yield break;
        var values = Values(runs, runs.Groups(field), [runs.Baseline], (_, g) => g[field], (series, _) => series).Where(v => v.Group.Length > 0).ToList();
        if (values.Count > 0) yield return TrendPlot.Draw(Layout(id, title, caption + FigureWords.Of(runs, values), runs, runs.Values(field), runs.Series, values));
    }

    private static IEnumerable<FigureValue> Values(
        PooledRuns runs, IEnumerable<(string Series, ReportedGroup Group)> groups, string[] methods,
        Func<string, ReportedGroup, string> groupOf, Func<string, ReportedGroup, string> seriesOf) =>
        from g in groups
        where methods.Contains(g.Group["method"])
        from s in runs.Scored
        where s.Task == g.Group["task"] && g.Group.Metrics.ContainsKey(s.Metric)
        let e = g.Group.Metrics[s.Metric]
        select new FigureValue($"{s.Task}: {s.Metric}", groupOf(g.Series, g.Group), seriesOf(g.Series, g.Group), e.Mean, e.Low, e.High, e.N, e.Clusters);

    private static FigureLayout Layout(
        string id, string title, string caption, PooledRuns runs, IReadOnlyList<string> groups, IReadOnlyList<string> series, List<FigureValue> values) => new(
        id, title, caption,
        [.. runs.Scored.Select(s => FigurePanel.Scores($"{s.Task}: {s.Metric}", s.Task, s.Metric)).Where(p => values.Any(v => v.Panel == p.Name))],
        groups, [.. series.Where(s => values.Any(v => v.Series == s))], values);

    /// <summary>What stands beside the baseline: floor and ceiling, where they were asked.</summary>
    private static string Between(List<FigureValue> values)
    {
        var (floor, ceiling) = (values.Exists(v => v.Series == MethodFigures.Shown(Method.NoHistory)), values.Exists(v => v.Series == MethodFigures.Shown(Method.Oracle)));
        return floor && ceiling ? " between the floor (no history) and the ceiling (the preference is told)" : floor ? " beside the floor (no history)" : ceiling ? " beside the ceiling (the preference is told)" : "";
    }

    private static string Shown(string method, PooledRuns runs) => method == runs.Baseline ? method : MethodFigures.Shown(method);

    private static string Capital(string method) => char.ToUpperInvariant(method[0]) + method[1..];
}
