using System.Diagnostics;
using System.Globalization;
using Attune.Runs;
using Attune.Runs.Pairs;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>Shows how a run goes: a bar with rate and time left on a terminal, a line now and then elsewhere.</summary>
internal static class RunProgress
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(15);

    public static Task<RunRecord> ShowAsync(IAnsiConsole console, RunOptions options, Func<Task<RunRecord>> run) =>
        console.Profile.Capabilities.Interactive ? WithBarAsync(console, options, run) : WithLinesAsync(console, options, run);

    private static Task<RunRecord> WithBarAsync(IAnsiConsole console, RunOptions options, Func<Task<RunRecord>> run) =>
        console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("trials");
                var watch = Stopwatch.StartNew();
                options.Progress = totals =>
                {
                    task.MaxValue = Math.Max(Planned(totals), 1);
                    task.Value = Settled(totals);
                    task.Description = Describe(totals, watch.Elapsed);
                };
                return await run().ConfigureAwait(false);
            });

    private static Task<RunRecord> WithLinesAsync(IAnsiConsole console, RunOptions options, Func<Task<RunRecord>> run)
    {
        var watch = Stopwatch.StartNew();
        var next = BetweenLines;
        options.Progress = totals =>
        {
            if (watch.Elapsed < next) return;
            next = watch.Elapsed + BetweenLines;
            var left = (Planned(totals) - Settled(totals)) * (watch.Elapsed / Math.Max(Ended(totals), 1));
            console.MarkupLine(Markup.Escape($"{Describe(totals, watch.Elapsed)}, {left:hh\\:mm\\:ss} left"));
        };
        return run();
    }

    private static IEnumerable<(string Name, EvaluationTotals Totals)> Evaluations(RunTotals totals)
    {
        if (totals.Verdicts is { } verdicts) yield return ("verdicts", verdicts);
        if (totals.Contests is { } contests) yield return ("contests", contests);
    }

    private static int Planned(RunTotals totals) => totals.Planned + Evaluations(totals).Sum(e => e.Totals.Planned);

    private static int Ended(RunTotals totals) => totals.Done + totals.Failed + Evaluations(totals).Sum(e => e.Totals.Done + e.Totals.Failed);

    private static int Settled(RunTotals totals) => Ended(totals) + totals.Skipped + Evaluations(totals).Sum(e => e.Totals.Skipped);

    private static string Describe(RunTotals totals, TimeSpan elapsed)
    {
        var rate = Ended(totals) / Math.Max(elapsed.TotalSeconds, 0.001);
        var trials = string.Create(CultureInfo.InvariantCulture, $"{totals.Done + totals.Skipped + totals.Failed:N0} of {totals.Planned:N0} trials");
        var evaluations = string.Concat(Evaluations(totals).Select(e => string.Create(CultureInfo.InvariantCulture, $", {e.Totals.Done + e.Totals.Skipped + e.Totals.Failed:N0} of {e.Totals.Planned:N0} {e.Name}")));
        var failed = totals.Failed + Evaluations(totals).Sum(e => e.Totals.Failed) is > 0 and var none ? $", {none} failed" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{trials}{evaluations}, {rate:N0}/s{failed}");
    }
}
