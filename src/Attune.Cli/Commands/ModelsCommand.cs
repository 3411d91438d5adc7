using System.CommandLine;
using Attune.Cli.Output;
using Attune.Methods;
using Spectre.Console;

namespace Attune.Cli.Commands;

internal static class ModelsCommand
{
    public static Command Create(Screen screen)
    {
        var command = new Command("models", "Lists the models and methods that an experiment can name.");
        command.SetAction(_ =>
        {
            Print(screen.Results, "model", ModelCatalog.All);
            Print(screen.Results, "method", Method.All);
        });
        return command;
    }

    private static void Print(IAnsiConsole console, string title, IEnumerable<(string Name, string Summary)> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns(title, "");
        foreach (var (name, summary) in rows) table.AddRow(Markup.Escape(name), Markup.Escape(summary));
        console.Write(table);
    }
}
