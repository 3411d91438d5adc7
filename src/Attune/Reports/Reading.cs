using Attune.Methods;
using Attune.Reports.Figures;
using Attune.Runs;
using Attune.Runs.Pairs;
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

    /// <summary>The findings, the most important first.</summary>
    public static IReadOnlyList<Finding> Of(RunDocument run)
    {
        if (run.Conditions.Count == 0) return [new("Status", "No trial has ended yet.")];
        var pooled = new PooledRuns([run]);
        return
        [
            .. Unfinished(run), .. pooled.Values("task").SelectMany(t => Scores(pooled, t)), .. Gains(pooled),
            .. Changes(run, "method", "Methods"), .. Changes(run, "context", "Contexts"), .. Changes(run, "expression", "Expressions"), Unscored(run),
        ];
    }

    private static IEnumerable<Finding> Unfinished(RunDocument run)
    {
        if (run.Status is "done" or "failed-trials") yield break;
        yield return new("Status", $"This is not the whole run: {Numerals.Whole(run.Trials.Done + run.Trials.Skipped)} of {Sentence.Count(run.Trials.Planned, "trial")} are settled (status {run.Status}).");
    }

    /// <summary>Highest and lowest under the baseline, and whether their intervals tell them apart.</summary>
    private static IEnumerable<Finding> Scores(PooledRuns runs, string task)
    {
        var metric = Chance.Of(task) is null ? "alignment" : RunResults.MetricsOf(task).Single();
        List<(string Series, Estimate Score)> scores =
        [
            .. runs.Groups().Where(g => g.Group["task"] == task && g.Group["method"] == runs.Baseline && g.Group.Metrics.ContainsKey(metric))
                .Select(g => (g.Series, g.Group.Metrics[metric])).OrderByDescending(s => s.Item2.Mean).ThenBy(s => s.Series, StringComparer.Ordinal),
        ];
        if (scores.Count == 0) yield break;
        var (best, worst) = (scores[0], scores[^1]);
        var scale = Chance.Of(task) is { } chance ? $"guessing gets {Numerals.Score(chance)}" : "1 to 5";
        yield return new(char.ToUpperInvariant(task[0]) + task[1..], $"{metric} ({scale}) under {runs.Baseline}: " + (scores.Count == 1
            ? $"{Shown(best)}."
            : $"highest {Shown(best)}, lowest {Shown(worst)}; {Apart(best.Score, worst.Score)}."));
    }

    private static string Apart(Estimate best, Estimate worst) => best.Low is null || worst.High is null
        ? "without intervals this ranks nobody"
        : $"their intervals {(best.Low > worst.High ? "do not overlap" : "overlap, so this alone ranks nobody")}";

    private static IEnumerable<Finding> Gains(PooledRuns runs)
    {
        List<(string Name, Estimate Gain)> gains =
        [
            .. from g in runs.Groups()
               where g.Group["method"] == runs.Baseline && g.Group.GainOverBlind is not null
               from s in runs.Scored
               where s.Task == g.Group["task"] && g.Group.GainOverBlind!.TryGetValue(s.Metric, out var gain) && gain.Low is not null
               select ($"{g.Series} in {s.Task}, {s.Metric}", g.Group.GainOverBlind![s.Metric]),
        ];
        if (gains.Count == 0) yield break;
        var up = gains.Where(g => g.Gain.Low > 0).OrderByDescending(g => g.Gain.Mean).ToList();
        var down = gains.Where(g => g.Gain.High < 0).ToList();
        var under = $"under {runs.Baseline}, over {Sentence.Count(gains.Count, "pairing", "pairings")} of model and metric";
        yield return new("Gain over blind", up.Count == 0
            ? $"{under}, no interval lies above 0: these data do not show that the histories help."
            : $"{under}, {Sentence.Count(up.Count, "interval lies", "intervals lie")} above 0, highest {up[0].Name} ({Difference(up[0].Gain)}).{Luck(up.Count, gains.Count, 40)}");
        if (down.Count > 0) yield return new("Loss to blind", $"{under}, the interval lies below 0 for {Sentence.List([.. down.Select(g => g.Name)], "; ")}: worse with the history than without.{Luck(down.Count, gains.Count, 40)}");
    }

    /// <summary>The comparisons of one field: how many are clear, and the largest of these each way. The ceiling is no method to choose.</summary>
    private static IEnumerable<Finding> Changes(RunDocument run, string field, string topic)
    {
        var all = run.Effects.Where(e => e.Field == field && e.Value != Method.Oracle && e.Difference.Low is not null).ToList();
        if (all.Count == 0) yield break;
        var clear = all.Where(e => e.IsClear).OrderByDescending(e => Math.Abs(e.Difference.Mean)).ToList();
        var against = $"of {Sentence.Count(all.Count, "paired comparison")} with {Sentence.List([.. all.Select(e => e.Baseline).Distinct()])}";
        yield return new(topic, clear.Count == 0
            ? $"{against}, none has an interval that excludes 0: these data tell no difference."
            : $"{against}, {Numerals.Whole(clear.Count)} {(clear.Count == 1 ? "has an interval that excludes" : "have intervals that exclude")} 0{Largest(clear, up: true)}{Largest(clear, up: false)}.{Luck(clear.Count, all.Count, 20)}");
    }

    private static string Largest(List<ReportedEffect> clear, bool up) =>
        clear.Find(e => e.Difference.Mean > 0 == up) is { } e ? $"; the largest {(up ? "gain" : "loss")} is {e.Value} for {e.Model} in {e.Task}, {e.Metric} ({Difference(e.Difference)})" : "";

    /// <summary>Where many were looked at, some are clear by luck: of 95% intervals one in twenty, on one side one in forty.</summary>
    private static string Luck(int clear, int all, int oneIn) => clear > 0 && all >= 10 ? $" By luck alone it would be about {Numerals.Whole((long)Math.Max(1, Math.Round(all / (double)oneIn)))} of {Numerals.Whole(all)}." : "";

    private static Finding Unscored(RunDocument run)
    {
        List<(int Count, string What)> kinds = [(run.Trials.Invalid, "invalid"), (run.Trials.Refused, "refused"), (run.Trials.Unjudged, "unjudged"), (run.Trials.Failed, "failed")];
        var without = kinds.Where(k => k.Count > 0).ToList();
        var sum = without.Sum(k => k.Count);
        var evaluations = Evaluations("verdict", run.Trials.Verdicts) + Evaluations("contest", run.Trials.Contests);
        return new("Without a score", (sum == 0
            ? evaluations.Length == 0 ? "no trial: all that ended are in the means." : "no trial."
            : $"{Sentence.Count(sum, "trial")} ({Sentence.List([.. without.Select(k => $"{Numerals.Whole(k.Count)} {k.What}")])}): they are in no mean, and counted beside it.") + evaluations);
    }

    private static string Evaluations(string what, EvaluationTotals? totals) => totals is not { } t || t.Unread + t.Failed == 0
        ? ""
        : $" Of {Sentence.Count(t.Planned, what)} on pairs, {Numerals.Whole(t.Unread)} cannot be read and {Numerals.Whole(t.Failed)} failed.";

    private static string Shown((string Series, Estimate Score) s) => $"{s.Series} with {Numerals.Score(s.Score.Mean)}{(Numerals.Interval(s.Score) is { Length: > 0 } interval ? $" ({interval})" : "")}";

    /// <summary>In as many digits as it takes to see on which side of 0 it lies.</summary>
    private static string Difference(Estimate e) => Math.Min(Math.Abs(e.Low ?? 1), Math.Abs(e.High ?? 1)) < 0.01
        ? $"{Numerals.Signed3(e.Mean)}, {Numerals.SignedInterval3(e)}"
        : $"{Numerals.Signed(e.Mean)}, {Numerals.SignedInterval(e)}";
}
