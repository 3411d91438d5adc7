using System.CommandLine;
using Attune.Cli.Output;
using Attune.Runs;
using Spectre.Console;

namespace Attune.Cli.Commands;

internal static class ExperimentsCommand
{
    public static Command Create(Screen screen)
    {
        var command = new DocumentedCommand("experiments", "Lists the experiments that ship, and what each asks.", """
            attune experiments
            attune run rq1 --dataset data/simulated
            attune run rq3 --dataset data/simulated --model openai:gpt-5-mini --judge anthropic:claude-sonnet-4 --limit-users 10
            """);
        command.SetAction(_ => Print(screen.Results));
        return command;
    }

    private static void Print(IAnsiConsole console)
    {
        var grid = new Grid().AddColumn().AddColumn();
        foreach (var (name, file) in ExperimentFile.Shipped)
            grid.AddRow(Markup.Escape(name), $"{Markup.Escape(file.About?.Trim() ?? "")}\n[grey]{Markup.Escape(Crossed(file.ToExperiment()))}[/]\n");
        console.Write(grid);
        console.MarkupLine("[grey]'attune run NAME --dataset D --model M' runs one; options replace what it says. Every one asks the questions without history too, as the floor.[/]");
    }

    private static string Crossed(Experiment experiment) => string.Join("; ",
        new (string Field, IReadOnlyList<string> Values)[]
        {
            ("tasks", experiment.Tasks), ("expressions", experiment.Expressions), ("contexts", experiment.Contexts), ("methods", experiment.Methods), ("preferences", experiment.Preferences),
        }.Select(c => $"{c.Field}: {string.Join(", ", c.Values)}"));
}
