using Attune.Models;
using Attune.Runs;
using Attune.Synthesis;

namespace Attune.Cli.Output;

/// <summary>Runs a pipeline that makes a dataset: its progress, what came of it, and how to go on where it stopped.</summary>
internal static class MakingView
{
    /// <returns>The exit code.</returns>
    /// <param name="screen">Where to show it.</param>
    /// <param name="options">The pipeline's, before it begins.</param>
    /// <param name="run">Makes what is missing.</param>
    /// <param name="generation">What a report says of the making.</param>
    /// <param name="print">Prints a report; its exit code stands unless calls failed.</param>
    public static async Task<int> RunAsync<TReport>(
        Screen screen, GenerationOptions options, Func<Task<TReport>> run, Func<TReport, GenerationReport> generation, Func<TReport, int> print)
    {
        var goOn = options.Redo.Count > 0 ? "the same command without --redo goes on" : "the same command goes on";
        try
        {
            var report = await GenerationView.ShowAsync(screen.Messages, options, run).ConfigureAwait(false);
            var exit = print(report);
            var failed = generation(report).Failed;
            if (exit != Cli.Done || failed.Count == 0) return exit;
            screen.Fail($"{failed.Count:N0} calls failed; the first because: {failed[0].Cause}");
            screen.Hint("The dataset lacks what they would have made; " + goOn + ".");
            return Cli.FailedTrials;
        }
        catch (OperationCanceledException)
        {
            screen.Hint($"Interrupted. What has been made is kept; {goOn}.");
            return Cli.Interrupted;
        }
        catch (Exception e) when (e is ModelCallException or BudgetReachedException)
        {
            screen.Fail(e is ModelCallException call ? call.Details : ((BudgetReachedException)e).Details);
            screen.Hint($"Stopped. What has been made is kept; {goOn}.");
            return Cli.BadInput;
        }
    }
}
