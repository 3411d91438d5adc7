using Attune.Methods;

namespace Attune.Reports.Figures;

/// <summary>What methods score, gain and change, and in which of their steps preferences are lost (RealPref, figure 7; InterPref, figure 5).</summary>
internal static class MethodFigures
{
    /// <summary>A method's name with what it stands for.</summary>
    public static string Shown(string method) => method switch
    {
        Method.NoHistory => "no-history (floor)",
        Method.Oracle => "oracle (ceiling)",
        _ => method,
    };

    /// <summary>One figure a task: a panel for each metric and context.</summary>
    public static IEnumerable<Figure> ByMethod(PooledRuns runs)
    {
        if (runs.Values("method").Count(m => m != Method.NoHistory) < 2) yield break;
        var contexts = runs.Values("context");
        foreach (var task in runs.Scored.GroupBy(s => s.Task))
        {
            // The floor has no history and so no context: it stands in every panel.
            List<(FigurePanel Panel, string Metric, string Context)> panels =
                [.. contexts.SelectMany(c => task.Select(s => (FigurePanel.Scores(contexts.Count > 1 ? $"{s.Metric}, {c}" : s.Metric, task.Key, s.Metric), s.Metric, c)))];
            List<FigureValue> values =
            [
                .. from p in panels
                   from g in runs.Groups("context")
                   where g.Group["task"] == task.Key && (g.Group["context"] == p.Context || g.Group["context"].Length == 0) && g.Group.Metrics.ContainsKey(p.Metric)
                   let e = g.Group.Metrics[p.Metric]
                   select new FigureValue(p.Panel.Name, Shown(g.Group["method"]), g.Series, e.Mean, e.Low, e.High, e.N, e.Clusters),
            ];
            if (values.Count == 0) continue;
            yield return DotPlot.Draw(new(
                $"by-method-{task.Key}", $"Scores by method: {task.Key}", $"A panel for each {(task.Count() > 1 ? "metric and context" : "context")}.{runs.Pooled("expression", "preferences")}{FigureWords.Of(runs, values, task.Key)}",
                [.. panels.Select(p => p.Panel).Where(p => values.Any(v => v.Panel == p.Name))], Names(runs), SeriesOf(runs, values), values));
        }
    }

    public static IEnumerable<Figure> Gain(PooledRuns runs)
    {
        List<FigureValue> values =
        [
            .. from g in runs.Groups()
               where g.Group.GainOverBlind is not null
               from s in runs.Scored
               where s.Task == g.Group["task"] && g.Group.GainOverBlind!.ContainsKey(s.Metric)
               let e = g.Group.GainOverBlind![s.Metric]
               select new FigureValue($"{s.Task}: {s.Metric}", Shown(g.Group["method"]), g.Series, e.Mean, e.Low, e.High, e.N, e.Clusters),
        ];
        if (values.Count == 0) yield break;
        yield return DotPlot.Draw(Differences(
            runs, "gain", "Gain over blind", $"Each score minus the score of the same question asked without any history. Right of the dashed line, the history helped.{runs.Pooled("expression", "context", "preferences")}{FigureWords.Of(runs, values)}", values));
    }

    public static IEnumerable<Figure> Changes(PooledRuns runs)
    {
        List<FigureValue> values =
        [
            .. from e in runs.EffectsOf("method")
               let d = e.Effect.Difference
               select new FigureValue($"{e.Effect.Task}: {e.Effect.Metric}", Shown(e.Effect.Value), e.Series, d.Mean, d.Low, d.High, d.N, d.Clusters),
        ];
        if (values.Count == 0) yield break;
        yield return DotPlot.Draw(Differences(
            runs, "changes", $"What each method changes against {runs.Baseline}", $"Paired differences over the same questions. An interval that crosses the dashed line does not tell a gain from a loss.{runs.Pooled("expression", "context", "preferences")}{FigureWords.Of(runs, values)}", values));
    }

    /// <summary>A panel for each method that takes steps.</summary>
    public static IEnumerable<Figure> Steps(PooledRuns runs)
    {
        var groups = runs.Groups().Where(g => g.Group.StepShares is not null).ToList();
        if (groups.Count == 0) yield break;
        List<FigureValue> values =
        [
            .. from g in groups
               from s in g.Group.StepShares!
               select new FigureValue($"{g.Group["method"]}, {g.Group["task"]}", s.Key, g.Series, s.Value, null, null, g.Group.N, 0),
        ];
        yield return TrendPlot.Draw(new(
            "steps", "Where preferences are lost", "Share of answers in which each step names the preference, by words; answer: share of scored answers that fit it (right, alignment 4 and above, or a pair that passed).",
            [.. values.Select(v => v.Panel).Distinct().Select(p => new FigurePanel(p, 0, 1, null))], [.. values.Select(v => v.Group).Distinct().OrderBy(s => s == "answer")], SeriesOf(runs, values), values)
        {
            OwnGroups = true,
        });
    }

    private static FigureLayout Differences(PooledRuns runs, string id, string title, string caption, List<FigureValue> values) => new(
        id, title, caption,
        [.. runs.Scored.Select(s => FigurePanel.Differences($"{s.Task}: {s.Metric}")).Where(p => values.Any(v => v.Panel == p.Name))], Names(runs), SeriesOf(runs, values), values);

    private static IReadOnlyList<string> Names(PooledRuns runs) => [.. runs.Values("method").Select(Shown)];

    private static IReadOnlyList<string> SeriesOf(PooledRuns runs, List<FigureValue> values) => [.. runs.Series.Where(s => values.Any(v => v.Series == s))];
}
