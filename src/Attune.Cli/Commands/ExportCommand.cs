using System.CommandLine;
using Attune.Cli.Output;
using Attune.Datasets.Exporting;

namespace Attune.Cli.Commands;

internal static class ExportCommand
{
    public static Command Create(Screen screen)
    {
        var dataset = DatasetCommand.Dataset();
        var format = new Option<string>("--format", "-f") { Description = "realpref (a folder of JSON files), messages (one JSONL file) or csv (a folder of tables).", Required = true };
        format.AcceptOnlyFromAmong("realpref", "messages", "csv");
        var output = DatasetCommand.Out("The folder or file to make.");
        var json = RunCommand.Json();
        var command = new DocumentedCommand("export", "Writes a dataset in another format and says what that has no place for. See docs/exchange.md.", """
            attune dataset export data/mine --format realpref --out mine-realpref
            attune dataset export data/mine --format messages --out mine.jsonl
            """) { dataset, format, output, json };
        command.SetAction((parsed, token) =>
        {
            var (opened, target) = (Datasets.Dataset.Open(parsed.GetRequiredValue(dataset)), parsed.GetRequiredValue(output));
            var result = parsed.GetRequiredValue(format) switch
            {
                "realpref" => RealPrefExporter.Export(opened, target, token),
                "messages" => MessagesExporter.Export(opened, target, token),
                _ => CsvExporter.Export(opened, target),
            };
            if (parsed.GetValue(json)) screen.Json(result, AttuneJson.Documents.ExportResult);
            else Print(screen, result);
            return Task.FromResult(Cli.Done);
        });
        return command;
    }

    private static void Print(Screen screen, ExportResult result)
    {
        DatasetCommand.PrintCounts(screen, result.Location, result.Counts);
        foreach (var (what, times) in result.LeftOut) screen.Hint($"Left out, for the format has no place for it: {what} ({times:N0} times)");
        screen.Hint(result.License is { } license ? $"The licence of the data is {license}; the files do not name it." : "The dataset names no licence.");
    }
}
