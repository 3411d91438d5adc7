using System.Diagnostics;
using System.Globalization;
using Attune.Runs.Costs;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>Shows how planning goes: a line now and then, where it takes long.</summary>
internal static class PlanProgress
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(10);

    public static RunPlan Show(IAnsiConsole console, Func<Action<int, int>, RunPlan> plan)
    {
        var watch = Stopwatch.StartNew();
        var next = BetweenLines;
        return plan((users, all) =>
        {
            if (watch.Elapsed < next) return;
            next = watch.Elapsed + BetweenLines;
            console.MarkupLine(Markup.Escape(string.Create(CultureInfo.InvariantCulture, $"planning: user {users:N0} of {all:N0}")));
        });
    }
}
