using System.Diagnostics;
using System.Globalization;
using Attune.Runs;
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

    private static int Planned(RunTotals totals) => totals.Planned + (totals.Verdicts?.Planned ?? 0);

    private static int Ended(RunTotals totals) => totals.Done + totals.Failed + (totals.Verdicts is { } verdicts ? verdicts.Done + verdicts.Failed : 0);

    private static int Settled(RunTotals totals) => Ended(totals) + totals.Skipped + (totals.Verdicts?.Skipped ?? 0);

    private static string Describe(RunTotals totals, TimeSpan elapsed)
    {
        var rate = Ended(totals) / Math.Max(elapsed.TotalSeconds, 0.001);
        var trials = string.Create(CultureInfo.InvariantCulture, $"{totals.Done + totals.Skipped + totals.Failed:N0} of {totals.Planned:N0} trials");
        var verdicts = totals.Verdicts is { } v ? string.Create(CultureInfo.InvariantCulture, $", {v.Done + v.Skipped + v.Failed:N0} of {v.Planned:N0} verdicts") : "";
        var failed = totals.Failed + (totals.Verdicts?.Failed ?? 0) is > 0 and var none ? $", {none} failed" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{trials}{verdicts}, {rate:N0}/s{failed}");
    }
}
