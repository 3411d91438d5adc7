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
                    task.MaxValue = Math.Max(totals.Planned, 1);
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
            var left = (totals.Planned - Settled(totals)) * (watch.Elapsed / Math.Max(totals.Done + totals.Failed, 1));
            console.MarkupLine(Markup.Escape($"{Describe(totals, watch.Elapsed)}, {left:hh\\:mm\\:ss} left"));
        };
        return run();
    }

    private static int Settled(RunTotals totals) => totals.Done + totals.Skipped + totals.Failed;

    private static string Describe(RunTotals totals, TimeSpan elapsed)
    {
        var rate = (totals.Done + totals.Failed) / Math.Max(elapsed.TotalSeconds, 0.001);
        var failed = totals.Failed > 0 ? $", {totals.Failed} failed" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Settled(totals):N0} of {totals.Planned:N0} trials, {rate:N0}/s{failed}");
    }
}
