using System.Diagnostics;
using System.Globalization;
using Attune.Synthesis;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>Shows how the making of a dataset goes, and what came of it.</summary>
internal static class GenerationView
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(15);

    public static Task<TReport> ShowAsync<TReport>(IAnsiConsole console, GenerationOptions options, Func<Task<TReport>> make)
    {
        if (!console.Profile.Capabilities.Interactive)
        {
            var (watch, next) = (Stopwatch.StartNew(), BetweenLines);
            options.Progress = progress =>
            {
                if (watch.Elapsed < next) return;
                next = watch.Elapsed + BetweenLines;
                console.MarkupLine(Markup.Escape(Describe(progress)));
            };
            return make();
        }

        return console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask("users");
                options.Progress = progress => (task.MaxValue, task.Value, task.Description) = (progress.OfUsers, progress.Users, Describe(progress));
                return await make().ConfigureAwait(false);
            });
    }

    public static void Print(Screen screen, GenerationReport report)
    {
        screen.Results.MarkupLine(Markup.Escape($"{report.Dataset}: {string.Join(", ", report.Counts.Select(c => $"{c.Value:N0} {c.Key}"))}"));
        var cost = report.CostUsd is { } usd ? string.Create(CultureInfo.InvariantCulture, $", {usd:0.00##} US dollars") : "";
        screen.Hint(string.Create(CultureInfo.InvariantCulture,
            $"{report.Made:N0} requests to {report.Model}, {report.AskedAgain:N0} of them asked again, {report.Usage.Input:N0} tokens in, {report.Usage.Output:N0} out{cost}, {report.Seconds:0.0} s."));
        foreach (var note in report.Notes) screen.Hint(note + ".");
        if (report.SetAside.Count > 0)
            screen.Hint($"Set aside: {string.Join(", ", report.SetAside.Select(s => $"{s.Value:N0} of {s.Key}"))}. {Path.Combine(report.Dataset, "set-aside.jsonl")} says why.");
    }

    private static string Describe(GenerationProgress progress) =>
        $"{progress.Users:N0} of {progress.OfUsers:N0} users, {progress.Artefacts:N0} requests"
        + (progress.SetAside > 0 ? $", {progress.SetAside:N0} set aside" : "") + (progress.Failed > 0 ? $", {progress.Failed:N0} failed" : "");
}
