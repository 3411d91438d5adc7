using System.CommandLine;
using System.Globalization;
using Attune.Cli.Output;
using Attune.Methods;
using Attune.Models;
using Attune.Providers.Prices;
using Spectre.Console;

namespace Attune.Cli.Commands;

internal static class ModelsCommand
{
    public static Command Create(Screen screen)
    {
        var models = new ModelsOption();
        var json = RunCommand.Json();
        var command = new DocumentedCommand("models", "Lists the models and methods that an experiment can name, with known prices and context windows.", """
            attune models
            attune models --models models.yaml --json
            """) { json };
        models.AddTo(command);
        command.SetAction(parsed =>
        {
            var catalog = models.Read(parsed);
            if (parsed.GetValue(json)) screen.Json(ModelsDocument.Of(catalog), ModelsJson.Default.ModelsDocument);
            else Print(screen.Results, catalog);
        });
        return command;
    }

    private static void Print(IAnsiConsole console, ModelCatalog catalog)
    {
        Print(console, "model", catalog.All);
        Print(console, "method", Method.All);
        Print(console, [.. catalog.Known]);
    }

    private static void Print(IAnsiConsole console, string title, IEnumerable<(string Name, string Summary)> rows)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumns(title, "");
        foreach (var (name, summary) in rows) table.AddRow(Markup.Escape(name), Markup.Escape(summary));
        console.Write(table);
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<KnownModel> known)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("known model");
        foreach (var header in (string[])["context window", "input", "cached input", "cache write", "output", "as of"]) table.AddColumn(new TableColumn(header).RightAligned());
        foreach (var model in known)
        {
            table.AddRow([Markup.Escape(model.Name), Tokens(model.ContextWindow), .. Prices(model.Price), AsOf(model)]);
            if (model.Price?.LongContext is { } dearer) table.AddRow([$"[grey]  above {Tokens(dearer.Above)} input tokens[/]", "", .. Prices(dearer.Price), ""]);
        }

        console.Write(table);
        console.MarkupLine("[grey]US dollars for a million tokens; what is not known is left out. The vendors' own endpoints only, as they were on the day shown: check them before you rely on them.[/]");
        console.MarkupLine($"[grey]Other models, and newer prices: {ModelsFile.Default}, see docs/models.md.[/]");
    }

    private static string[] Prices(ModelPrice? price) => [Dollars(price?.Input), Dollars(price?.CachedInput), Dollars(price?.CacheWrite), Dollars(price?.Output)];

    private static string Dollars(double? dollars) => dollars?.ToString("0.00##", CultureInfo.InvariantCulture) ?? "";

    private static string Tokens(int? tokens) => tokens?.ToString("N0", CultureInfo.InvariantCulture) ?? "";

    private static string AsOf(KnownModel model) => model.AsOf?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? (model.Price is null ? "" : "yours");
}
