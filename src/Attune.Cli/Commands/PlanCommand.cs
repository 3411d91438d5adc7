using System.CommandLine;
using Attune.Cli.Output;
using Attune.Runs.Costs;

namespace Attune.Cli.Commands;

internal static class PlanCommand
{
    public static Command Create(Screen screen)
    {
        var experiment = new ExperimentOptions();
        var models = new ModelsOption();
        var budget = new BudgetOptions();
        var output = RunCommand.Out();
        var json = RunCommand.Json();
        var command = new DocumentedCommand("plan", "Says what 'attune run' with the same options will ask for and cost. Calls nothing, writes nothing, needs no key.", """
            attune plan --model openai:gpt-5-mini --judge openai:gpt-5
            attune plan experiment.yaml --out runs/first --json
            """);
        experiment.AddTo(command);
        foreach (var option in (Option[])[output, RunCommand.Concurrency(), json]) command.Add(option);
        models.AddTo(command);
        budget.AddTo(command);
        command.SetAction((parsed, token) => Task.Run(() =>
        {
            var options = budget.Read(parsed, new() { Out = parsed.GetValue(output) });
            var planner = new RunPlanner(experiment.Read(parsed), models.Read(parsed, withoutKeys: true).Resolve, options);
            var plan = PlanProgress.Show(screen.Messages, progress => planner.Plan(progress, token));
            if (parsed.GetValue(json)) screen.Json(plan, AttuneJson.Documents.RunPlan);
            else PlanTable.Print(screen.Results, plan, options);
        }, token));
        return command;
    }
}
