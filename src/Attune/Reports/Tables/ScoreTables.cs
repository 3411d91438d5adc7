using Attune.Reports.Figures;
using Attune.Runs;
using Attune.Statistics;
using Attune.Tasks;

namespace Attune.Reports.Tables;

/// <summary>Scores with their intervals, gains, and what is counted beside them.</summary>
internal static class ScoreTables
{
    private const string Meaning = "95% intervals resample users. Gain: paired difference to the same questions without history. Seen: share of the revealing turns in the prompt as sent. Found: share of questions for which rag quoted one.";

    /// <summary>One a task and metric: models and methods by context, as the screen shows them.</summary>
    public static IEnumerable<ReportTable> Main(RunDocument run)
    {
        var groups = By(run, "context");
        return from task in groups.Select(g => g["task"]).Where(t => t != Word.Of(TaskKind.Pair)).Distinct()
               from metric in RunResults.MetricsOf(task)
               let rows = groups.Where(g => g["task"] == task).ToList()
               select new ReportTable(
                   $"{task}-{metric}", $"{task}: {metric}{Scale(task)}", $"{Meaning} All expressions and kinds of preference pooled.{JudgeWords.Of(run.Identity, [task])}",
                   [.. Names("model", "method", "context"), .. ScoreColumns, .. CountColumns],
                   [.. rows.Select(g => Row([g["model"], MethodFigures.Shown(g["method"]), g["context"]], g, metric))]).Filled();
    }

    /// <summary>By expression, kind of preference and distance, every metric in full.</summary>
    public static IEnumerable<ReportTable> Details(RunDocument run) =>
        from field in (string[])["expression", "preferences", Breakdown.Distance]
        let groups = field == Breakdown.Distance ? [.. By(run, field).Where(g => g["task"] != Word.Of(TaskKind.Pair))] : By(run, field)
        where groups.Select(g => g[field]).Where(v => v.Length > 0).Distinct().Count() > 1
        select new ReportTable(
            $"by-{field}", $"By {field}", Note(field == Breakdown.Distance ? "Tokens of the history between the last turn that reveals the preference and the question; each distance has questions of its own." : "", Judged(run)),
            [.. Names("task", "metric", "model", "method", field), .. ScoreColumns, .. CountColumns],
            [
                .. from g in groups
                   from metric in RunResults.MetricsOf(g["task"])
                   select Row([g["task"], metric, g["model"], MethodFigures.Shown(g["method"]), g[field]], g, metric),
            ]).Filled();

    /// <summary>What changing one thing does.</summary>
    public static ReportTable Changes(RunDocument run) => new(
        "changes", "What one change does, question by question", "Mean paired difference, all else equal; * where its interval excludes 0. Of intervals that hold 95% of the time, one in twenty misses." + PairTables.Clusters(run.Effects.Select(e => e.Task)) + Judged(run),
        [.. Names("change", "model", "task", "metric"), .. Numbers("difference", "95% interval", "", "pairs", "users")],
        [
            .. run.Effects.Select(e => (IReadOnlyList<string>)[$"{e.Value} for {e.Baseline}", e.Model, e.Task, e.Metric, Numerals.Signed3(e.Difference.Mean),
                Numerals.SignedInterval3(e.Difference), e.IsClear ? "*" : "", Numerals.Whole(e.Difference.N), Numerals.Whole(e.Difference.Clusters)]),
        ]);

    /// <summary>Where methods that take steps lose preferences.</summary>
    public static ReportTable Steps(RunDocument run) => new(
        "steps", "Where preferences are lost", "Share of answers in which the step names the preference, by words; answer: share of scored answers that fit it (right, alignment 4 and above, or a pair that passed).",
        [.. Names("task", "model", "method", "step"), .. Numbers("share", "n")],
        [
            .. from g in run.Breakdowns[0].Groups
               where g.StepShares is not null
               from s in g.StepShares!
               select (IReadOnlyList<string>)[g["task"], g["model"], g["method"], s.Key, Numerals.Score(s.Value), Numerals.Whole(g.N)],
        ]);

    /// <summary>Every condition by itself.</summary>
    public static ReportTable Conditions(RunDocument run) => new ReportTable(
        "conditions", "Every condition", Note(PairTables.Pooled(run), Judged(run)),
        [.. Names("task", "metric", "model", "method", "context", "expression", "preferences"), .. ScoreColumns, .. CountColumns],
        [
            .. from c in run.Conditions
               from metric in RunResults.MetricsOf(c.Task)
               let e = c.Metrics.GetValueOrDefault(metric)
               select (IReadOnlyList<string>)[c.Task, metric, c.Model, MethodFigures.Shown(c.Method), c.Context ?? "", c.Expression ?? "", c.Preferences,
                   .. Scores(e, c.GainOverBlind?.GetValueOrDefault(metric), c.EvidenceInPrompt, c.RecallAt5, c.N), .. Counts(c.Invalid, c.Refused, c.Unjudged, c.Failed, c.CutOff)],
        ]).Filled();

    private static string? Note(params IEnumerable<string> sentences) => string.Concat(sentences).Trim() is { Length: > 0 } note ? note : null;

    private static string Judged(RunDocument run) => JudgeWords.Of(run.Identity, run.Conditions.Select(c => c.Task));

    private static IReadOnlyList<ReportedGroup> By(RunDocument run, string field) => run.Breakdowns.FirstOrDefault(b => b.By.Count == 4 && b.By[3] == field)?.Groups ?? [];

    private static IEnumerable<ReportColumn> ScoreColumns => Numbers("mean", "95% interval", "gain", "its 95% interval", "", "seen", "found", "n");

    private static IEnumerable<ReportColumn> CountColumns => Numbers("invalid", "refused", "unjudged", "failed", "cut off");

    private static IReadOnlyList<string> Row(string[] names, ReportedGroup g, string metric) =>
    [
        .. names, .. Scores(g.Metrics.GetValueOrDefault(metric), g.GainOverBlind?.GetValueOrDefault(metric), g.EvidenceInPrompt, g.RecallAt5, g.N),
        .. Counts(g.Invalid, g.Refused, g.Unjudged, g.Failed, g.CutOff),
    ];

    private static string[] Scores(Estimate? score, Estimate? gain, double? seen, double? found, int n) =>
    [
        Numerals.Score(score?.Mean), Numerals.Interval(score), Numerals.Signed(gain?.Mean), Numerals.SignedInterval(gain), gain is { Low: > 0 } or { High: < 0 } ? "*" : "",
        Numerals.Score(seen), Numerals.Score(found), Numerals.Whole(n),
    ];

    private static IEnumerable<string> Counts(params int[] counts) => counts.Select(Numerals.Counted);

    private static string Scale(string task) => Chance.Of(task) is { } chance ? $" (guessing gets {Numerals.Score(chance)})" : " (1 to 5)";

    private static IEnumerable<ReportColumn> Names(params string[] names) => names.Select(ReportColumn.Named);

    private static IEnumerable<ReportColumn> Numbers(params string[] names) => names.Select(ReportColumn.Number);
}
