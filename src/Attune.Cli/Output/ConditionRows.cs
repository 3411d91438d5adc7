using System.Globalization;
using Attune.Reports;
using Attune.Runs;
using Attune.Statistics;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>Results pooled by chosen fields, one row a group, metric and evaluator, in full: for the screen, Markdown and CSV.</summary>
internal static class ConditionRows
{
    /// <summary>Header and rows of runs; where there are several, the first column says which.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="by">Pooled by these fields; by all where there are none.</param>
    public static List<string[]> OfRuns(IReadOnlyList<RunFolder> runs, IReadOnlyList<string> by)
    {
        var fields = by.Count > 0 ? by : Condition.Fields;
        if (runs is [var only]) return Of(RunResults.Read(only), fields, JudgeOf(only));
        List<string[]> rows = [];
        foreach (var run in runs)
        {
            var own = Of(RunResults.Read(run), fields, JudgeOf(run));
            if (rows.Count == 0) rows.Add(["run", .. own[0]]);
            rows.AddRange(own.Skip(1).Select(r => (string[])[run.Location, .. r]));
        }

        return rows;
    }

    /// <summary>Header and rows.</summary>
    /// <param name="results">The run's scores.</param>
    /// <param name="fields">Pooled by these.</param>
    /// <param name="judge">Who scored open answers.</param>
    public static List<string[]> Of(RunResults results, IReadOnlyList<string> fields, string judge)
    {
        var rows = new List<string[]> { (string[])[.. fields, "metric", "n", "mean", "low", "high", "gain", "gain_low", "gain_high", "evidence_in_prompt", "recall_at_5", "invalid", "refused", "unjudged", "failed", "cut_off", "evaluator", "unread"] };
        var passes = results.PassRatesBy(c => string.Join('\0', fields.Select(f => c[f]))).ToLookup(r => r.Key);
        foreach (var result in results.By(c => string.Join('\0', fields.Select(f => c[f]))).OrderBy(r => r.Key, StringComparer.Ordinal))
        {
            var before = rows.Count;
            foreach (var (metric, estimate) in result.Metrics.Where(m => m.Key != Pass))
                rows.Add([.. result.Key.Split('\0'), metric, .. Numbers(estimate, result.GainOverBlind.GetValueOrDefault(metric)), .. Counts(result), Judged.Contains(metric) ? judge : "", ""]);
            foreach (var pass in passes[result.Key].OrderBy(p => p.Evaluator, StringComparer.Ordinal))
                rows.Add([.. result.Key.Split('\0'), Pass, .. Numbers(pass.Rate.Rate, pass.GainOverBlind), .. Counts(result), pass.Evaluator, $"{pass.Rate.Unread}"]);
            if (rows.Count == before) rows.Add([.. result.Key.Split('\0'), "", .. Numbers(null, null), .. Counts(result), "", ""]);
        }

        return rows;
    }

    /// <summary>Header and rows of a comparison.</summary>
    public static List<string[]> Of(Comparison comparison) =>
    [
        ["a", "b", "task", "metric", "difference", "low", "high", "pairs", "users"],
        .. comparison.Differences.Select(d => (string[])[d.A, d.B, d.Task, d.Metric, Three(d.Difference.Mean), Three(d.Difference.Low), Three(d.Difference.High), $"{d.Difference.N}", $"{d.Difference.Clusters}"]),
    ];

    public static string Csv(IEnumerable<string[]> rows) => string.Concat(rows.Select(r => string.Join(',', r.Select(Quote)) + "\n"));

    public static string Markdown(IReadOnlyList<string[]> rows)
    {
        var lines = rows.Select(r => $"| {string.Join(" | ", r.Select(c => c.Replace("|", "\\|", StringComparison.Ordinal)))} |").ToList();
        lines.Insert(1, "|" + string.Concat(Enumerable.Repeat(" --- |", rows[0].Length)));
        return string.Join('\n', lines) + "\n";
    }

    public static void Print(IAnsiConsole console, IReadOnlyList<string[]> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var (header, i) in rows[0].Select((h, i) => (h, i)))
            table.AddColumn(new TableColumn(Markup.Escape(header)) { Alignment = i > Array.IndexOf(rows[0], "metric") ? Justify.Right : Justify.Left });
        foreach (var row in rows.Skip(1)) table.AddRow([.. row.Select(Markup.Escape)]);
        console.Write(table);
    }

    private static IReadOnlyList<string> Judged { get; } = [.. RunResults.MetricsOf(Word.Of(Tasks.TaskKind.OpenEnded))];

    private static string JudgeOf(RunFolder run) => run.ReadRecord()!.Identity.Judge;

    private static string Pass { get; } = RunResults.MetricsOf(Word.Of(Tasks.TaskKind.Pair)).Single();

    private static string[] Numbers(Estimate? estimate, Estimate? gain) =>
        [$"{estimate?.N ?? 0}", Three(estimate?.Mean), Three(estimate?.Low), Three(estimate?.High), Three(gain?.Mean), Three(gain?.Low), Three(gain?.High)];

    private static string[] Counts(ConditionResult<string> result) =>
    [
        Three(result.EvidenceInPrompt), Three(result.EvidenceRetrieved),
        $"{result.Count(TrialOutcome.Invalid)}", $"{result.Count(TrialOutcome.Refused)}", $"{result.Count(TrialOutcome.Unjudged)}", $"{result.Count(TrialOutcome.Failed)}", $"{result.CutOff}",
    ];

    private static string Three(double? number) => number?.ToString("0.000", CultureInfo.InvariantCulture) ?? "";

    private static string Quote(string cell) => cell.AsSpan().ContainsAny(",\"\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
