using System.CommandLine;
using Attune.Cli.Output;
using Attune.Datasets.Importing.Chats;
using Attune.Redacting;
using Spectre.Console;

namespace Attune.Cli.Commands;

/// <summary>Real conversations as a dataset.</summary>
internal static class ImportChatsCommand
{
    private const int OdditiesShown = 20;

    public static Command Create(Screen screen, ChatFormat format, string description, string example)
    {
        var source = new Argument<string>("source") { Description = description };
        var output = new Option<string?>("--out", "-o") { Description = $"The dataset folder to make. Default: ./data/{format.Name}." };
        var redact = new Option<bool>("--redact")
        {
            Description = "Remove e-mail addresses, telephone, card and account numbers, street and IP addresses, keys and passwords before anything is stored. Names are not found.",
        };
        var user = new Option<string?>("--user") { Description = "Whose all of them are. Default: as the source says; a user each where it says nothing." };
        var json = RunCommand.Json();
        var command = new DocumentedCommand(format.Name, $"{description} Each becomes a session of kind chat; what is odd is counted, never fatal. See docs/import.md.", $"""
            attune dataset import {format.Name} {example} --out data/chats --redact
            attune dataset import {format.Name} {example} --out data/mine --user me --json
            """) { source, output, redact, user, json };
        command.SetAction((parsed, token) =>
        {
            var options = new ChatImportOptions { UserId = UserId(parsed.GetValue(user)), Redactor = parsed.GetValue(redact) ? new Redactor() : null };
            var result = ChatImporter.Import(format, parsed.GetRequiredValue(source), parsed.GetValue(output) ?? Path.Combine("data", format.Name), options, token);
            if (parsed.GetValue(json)) screen.Json(result, AttuneJson.Documents.ChatImportResult);
            else Print(screen, result);
            return Task.FromResult(Cli.Done);
        });
        return command;
    }

    private static string? UserId(string? user) =>
        user is null || !string.IsNullOrWhiteSpace(user) ? user : throw new BadInputException("--user", "is empty", "Give the user an id, or leave it out");

    private static void Print(Screen screen, ChatImportResult result)
    {
        DatasetCommand.PrintCounts(screen, result.Folder, result.Counts);
        screen.Hint($"{result.Turns:N0} turns.");
        if (result.Redacted is null) screen.Hint("Texts are stored as they are; --redact removes addresses, numbers and secrets.");
        else screen.Hint(result.Redacted.Count == 0 ? "Nothing was redacted." : $"Redacted: {string.Join(", ", result.Redacted.Select(r => $"{r.Value:N0} {r.Key}"))}.");
        if (result.Oddities.Count == 0) return;

        var table = new Table { Title = new TableTitle("oddities"), Border = TableBorder.Simple };
        table.AddColumns("problem", "action", "times", "first at");
        foreach (var oddity in result.Oddities.Take(OdditiesShown))
            table.AddRow(Markup.Escape(oddity.Problem), Markup.Escape(oddity.Action), $"{oddity.Times:N0}", Markup.Escape(oddity.Places[0]));
        screen.Results.Write(table);
        screen.Hint("'--json' names up to twenty places of each.");
    }
}
