using System.CommandLine;
using Attune.Cli.Output;
using Attune.Datasets.Importing;
using Attune.Datasets.Importing.Chats;
using Spectre.Console;

namespace Attune.Cli.Commands;

internal static class ImportCommand
{
    private const int AnomaliesShown = 12;

    public static Command Create(Screen screen) => new("import", "Makes a dataset folder of data in another format, or of real conversations.")
    {
        From(screen, "prefeval", "PrefEval's released folder (benchmark_dataset).", PrefEvalImporter.Import),
        From(screen, "realpref", "RealPref's JSON files.", RealPrefImporter.Import),
        ImportChatsCommand.Create(screen, ChatFormat.ShareGpt, "Conversations in ShareGPT's format, a JSON array or JSON lines.", "sharegpt.json"),
        ImportChatsCommand.Create(screen, ChatFormat.ChatGpt, "The export of a ChatGPT account: its zip file, its folder or conversations.json.", "export.zip"),
        ImportChatsCommand.Create(screen, ChatFormat.WildChat, "Conversations of WildChat or LMSYS-Chat as JSON lines.", "wildchat.jsonl.gz"),
        ImportChatsCommand.Create(screen, ChatFormat.OpenAIMessages, "JSON lines with messages as OpenAI's API has them.", "messages.jsonl"),
    };

    private static Command From(Screen screen, string format, string description, Func<string, string, ImportResult> import)
    {
        var source = new Argument<string>("source") { Description = description };
        var output = new Option<string?>("--out", "-o") { Description = $"The dataset folder to make. Default: ./data/{format}." };
        var json = RunCommand.Json();
        var command = new DocumentedCommand(format, $"{description} Taken as it is: what is odd is reported, never fatal, never silently dropped. See docs/import.md.", $"""
            attune dataset import {format} DIR --out data/{format}
            """) { source, output, json };
        command.SetAction(parsed =>
        {
            var result = import(parsed.GetRequiredValue(source), parsed.GetValue(output) ?? Path.Combine("data", format));
            if (parsed.GetValue(json)) screen.Json(result, AttuneJson.Documents.ImportResult);
            else Print(screen, result);
        });
        return command;
    }

    private static void Print(Screen screen, ImportResult result)
    {
        DatasetCommand.PrintCounts(screen, result.Folder, result.Counts);
        if (result.Anomalies.Count == 0) return;
        var table = new Table { Title = new TableTitle($"{result.Anomalies.Count:N0} oddities"), Border = TableBorder.Simple };
        table.AddColumns("problem", "action", "times", "first at");
        foreach (var group in result.Anomalies.GroupBy(a => (a.Problem, a.Action)).OrderByDescending(g => g.Count()).Take(AnomaliesShown))
            table.AddRow(Markup.Escape(group.Key.Problem), Markup.Escape(group.Key.Action), $"{group.Count():N0}", Markup.Escape($"{group.First().File} {group.First().Record}"));
        screen.Results.Write(table);
        screen.Hint("'--json' lists every one.");
    }
}
