using Attune.Methods;
using Attune.Reports.Figures;
using Attune.Statistics;

namespace Attune.Reports;

/// <summary>A run in plain words, made from its numbers, claiming no more than the intervals allow.</summary>
internal static class Reading
{
    /// <summary>What the experiment asks: its own words where it has some.</summary>
    public static string Question(RunDocument run)
    {
        if (run.Experiment.About is { Length: > 0 } about) return string.Join(' ', about.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var models = run.Conditions.Select(c => c.Model).Distinct().Count();
        return $"How well {(models == 1 ? "does" : "do")} {Sentence.Count(models, "model")} follow the preferences of {Sentence.Count(run.Users, "user")}, "
            + $"told in long histories and asked about in {Sentence.Count(run.Queries, "query", "queries")}?";
    }

    /// <summary>One finding a sentence.</summary>
    public static IReadOnlyList<string> Of(RunDocument run)
    {
        if (run.Conditions.Count == 0) return ["No trial has ended yet."];
        var pooled = new PooledRuns([run]);
        return
        [
            .. Unfinished(run), .. pooled.Values("task").SelectMany(t => Scores(pooled, t)), .. Gains(pooled),
            .. Changes(run, "method", pooled.Baseline), .. Changes(run, "context", pooled.Baseline), .. Changes(run, "expression", pooled.Baseline), .. Unscored(run),
        ];
    }

    private static IEnumerable<string> Unfinished(RunDocument run)
    {
        if (run.Status is "done" or "failed-trials") yield break;
        yield return $"This is not the whole run: {Numerals.Whole(run.Trials.Done)} of {Sentence.Count(run.Trials.Planned, "trial")} are settled (status {run.Status}).";
    }

    /// <summary>Highest and lowest under the baseline, and whether their intervals tell them apart.</summary>
    private static IEnumerable<string> Scores(PooledRuns runs, string task)
    {
        var metric = Primary(task);
        List<(string Series, Estimate Score)> scores =
        [
            .. runs.Groups().Where(g => g.Group["task"] == task && g.Group["method"] == runs.Baseline && g.Group.Metrics.ContainsKey(metric))
                .Select(g => (g.Series, g.Group.Metrics[metric])).OrderByDescending(s => s.Item2.Mean).ThenBy(s => s.Series, StringComparer.Ordinal),
        ];
        if (scores.Count == 0) yield break;
        var (best, worst) = (scores[0], scores[^1]);
        var scale = Chance.Of(task) is { } chance ? $"guessing gets {Numerals.Score(chance)}" : "1 to 5";
        var begin = $"{Capital(task)}, {metric} ({scale}), {runs.Baseline}: ";
        yield return begin + (scores.Count == 1
            ? $"{Shown(best)}."
            : $"highest {Shown(best)}, lowest {Shown(worst)}; their intervals {(best.Score.Low > worst.Score.High ? "do not overlap" : "overlap, so this alone ranks nobody")}.");
    }

    private static IEnumerable<string> Gains(PooledRuns runs)
    {
        List<(string Name, Estimate Gain)> gains =
        [
            .. from g in runs.Groups()
               where g.Group["method"] == runs.Baseline && g.Group.GainOverBlind?.ContainsKey(Primary(g.Group["task"])) == true
               select ($"{g.Series} in {g.Group["task"]}", g.Group.GainOverBlind![Primary(g.Group["task"])]),
        ];
        if (gains.Count == 0) yield break;
        var clear = gains.Where(g => g.Gain.Low > 0).OrderByDescending(g => g.Gain.Mean).ToList();
        yield return clear.Count == 0
            ? $"Gain over blind, {runs.Baseline}: in none of {Sentence.Count(gains.Count, "model and task", "pairs of model and task")} does the interval lie above 0, so these data do not show that the histories help."
            : $"Gain over blind, {runs.Baseline}: the interval lies above 0 in {clear.Count} of {Sentence.Count(gains.Count, "model and task", "pairs of model and task")}, most for {clear[0].Name} ({Difference(clear[0].Gain)}).";
        var harmed = gains.Where(g => g.Gain.High < 0).ToList();
        if (harmed.Count > 0) yield return $"It lies below 0 for {Sentence.List([.. harmed.Select(g => g.Name)])}: with history these answers are worse than without.";
    }

    /// <summary>The comparisons of one field in their main metrics: how many are clear, and the largest of these each way. The ceiling is no method to choose.</summary>
    private static IEnumerable<string> Changes(RunDocument run, string field, string baseline)
    {
        var all = run.Effects.Where(e => e.Field == field && e.Metric == Primary(e.Task) && e.Value != Method.Oracle && e.Difference.Low is not null).ToList();
        if (all.Count == 0) yield break;
        var clear = all.Where(e => e.IsClear).OrderByDescending(e => Math.Abs(e.Difference.Mean)).ToList();
        var against = all.Select(e => e.Baseline).Distinct().ToList();
        var what = field == "method" ? $"Methods against {against[0]}" : $"{Capital(field)} against {Sentence.List(against)}, {baseline}";
        var counted = $"{what}: {clear.Count} of {Sentence.Count(all.Count, "comparison")} {(clear.Count == 1 ? "has an interval that excludes" : "have intervals that exclude")} 0";
        var luck = clear.Count > 0 && all.Count >= 10 ? $" (about {Math.Max(1, Math.Round(all.Count / 20.0)):0} would by luck alone)" : "";
        yield return clear.Count == 0 ? $"{counted}." : $"{counted}{luck}{Largest(clear, up: true)}{Largest(clear, up: false)}.";
    }

    private static string Largest(List<ReportedEffect> clear, bool up) =>
        clear.Find(e => e.Difference.Mean > 0 == up) is { } e ? $"; the largest {(up ? "gain" : "loss")} is {e.Value} for {e.Model} in {e.Task} ({e.Metric} {Difference(e.Difference)})" : "";

    private static IEnumerable<string> Unscored(RunDocument run)
    {
        List<(int Count, string What)> kinds = [(run.Trials.Invalid, "invalid"), (run.Trials.Refused, "refused"), (run.Trials.Unjudged, "unjudged"), (run.Trials.Failed, "failed")];
        var without = kinds.Where(k => k.Count > 0).ToList();
        var sum = without.Sum(k => k.Count);
        yield return sum == 0
            ? "Every trial that ended has a score."
            : $"{Sentence.Count(sum, "trial")} of {Numerals.Whole(run.Trials.Done + run.Trials.Failed)} {(sum == 1 ? "has" : "have")} no score ({Sentence.List([.. without.Select(k => $"{Numerals.Whole(k.Count)} {k.What}")])}): they are in no mean, and counted beside it.";
    }

    /// <summary>The metric that the findings speak of.</summary>
    private static string Primary(string task) => Chance.Of(task) is null ? "alignment" : "accuracy";

    private static string Shown((string Series, Estimate Score) s) => $"{s.Series} with {Numerals.Score(s.Score.Mean)}{(Numerals.Interval(s.Score) is { Length: > 0 } interval ? $" ({interval})" : "")}";

    private static string Difference(Estimate e) => $"{Numerals.Signed(e.Mean)}, {Numerals.SignedInterval(e)}";

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
