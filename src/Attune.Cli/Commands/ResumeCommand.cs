using System.CommandLine;
using Attune.Cli.Output;
using Attune.Runs;

namespace Attune.Cli.Commands;

internal static class ResumeCommand
{
    public static Command Create(Screen screen)
    {
        var run = new Argument<string>("run") { Description = "The run folder, or its name in ./runs." };
        var concurrency = RunCommand.Concurrency();
        var watch = new WatchOptions();
        var models = new ModelsOption();
        var budget = new BudgetOptions();
        var json = RunCommand.Json();
        var cache = new CacheOptions();
        var command = new DocumentedCommand("resume", "Goes on with a run: does what is missing, tries failed trials again, and prints the table.", """
            attune resume runs/starter-1a2b3c
            """) { run, concurrency, json };
        models.AddTo(command);
        budget.AddTo(command);
        cache.AddTo(command);
        watch.AddTo(command);
        command.SetAction(async (parsed, token) =>
        {
            using var watching = watch.Begin(parsed, screen);
            var folder = RunFolder.Open(parsed.GetRequiredValue(run));
            var experiment = folder.ReadRecord()!.Experiment;
            using var responses = cache.Open(parsed, experiment);
            var options = budget.Read(parsed, new() { Out = folder.Location, Concurrency = parsed.GetValue(concurrency), Cache = responses, Log = watching.Log });
            return await RunCommand.ExecuteAsync(screen, experiment, models.Read(parsed, responses, watching.Log), options, parsed.GetValue(json), token).ConfigureAwait(false);
        });
        return command;
    }
}
