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
        var models = new ModelsOption();
        var budget = new BudgetOptions();
        var json = RunCommand.Json();
        var command = new DocumentedCommand("resume", "Goes on with a run: does what is missing, tries failed trials again, and prints the table.", """
            attune resume runs/starter-1a2b3c
            """) { run, concurrency, json };
        models.AddTo(command);
        budget.AddTo(command);
        command.SetAction((parsed, token) =>
        {
            var folder = RunFolder.Open(parsed.GetRequiredValue(run));
            return RunCommand.ExecuteAsync(
                screen, folder.ReadRecord()!.Experiment, models.Read(parsed), budget.Read(parsed, new() { Out = folder.Location, Concurrency = parsed.GetValue(concurrency) }), parsed.GetValue(json), token);
        });
        return command;
    }
}
