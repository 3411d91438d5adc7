using System.CommandLine;
using Attune.Cli.Output;
using Attune.Reports;
using Attune.Runs;

namespace Attune.Cli.Commands;

internal static class ReportCommand
{
    public static Command Create(Screen screen)
    {
        var run = new Argument<string>("run") { Description = "The run folder, or its name in ./runs." };
        var by = new Option<string[]>("--by") { Description = "Pool trials by these fields, in full: " + string.Join(", ", Condition.Fields) + ".", AllowMultipleArgumentsPerToken = true };
        by.AcceptOnlyFromAmong([.. Condition.Fields]);
        var format = new Option<string>("--format", "-f") { Description = "table, markdown, csv or json. What the run used, by role, and contests are in all but csv, which holds the conditions alone.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "markdown", "csv", "json");
        var json = RunCommand.Json();
        var output = new Option<string?>("--out", "-o") { Description = "Write to this file instead of standard output." };
        var command = new DocumentedCommand("report", "Prints the results of a run again, pooled as asked.", """
            attune report runs/starter-1a2b3c
            attune report runs/starter-1a2b3c --by model method expression
            attune report runs/starter-1a2b3c --format csv --out starter.csv
            """) { run, by, format, json, output };
        command.SetAction(parsed =>
        {
            var folder = RunFolder.Open(parsed.GetRequiredValue(run));
            var target = parsed.GetValue(output) is { } path ? new StringWriter() : null;
            var shown = target is null ? screen : new Screen(target, TextWriter.Null);
            Execute(shown, folder, parsed.GetValue(by) ?? [], parsed.GetValue(json) ? "json" : parsed.GetRequiredValue(format));
            if (target is not null) Disk.Guard(parsed.GetValue(output)!, () => File.WriteAllText(parsed.GetValue(output)!, target.ToString()));
        });
        return command;
    }

    private static void Execute(Screen screen, RunFolder folder, string[] by, string format)
    {
        var record = folder.ReadRecord()!;
        var results = RunResults.Read(folder);
        var fields = by.Length > 0 ? by.Contains("task") ? by : [.. by, "task"] : Condition.Fields;
        switch (format)
        {
            case "json":
                screen.Json(RunDocument.Of(folder, record, results), AttuneJson.Documents.RunDocument);
                break;
            case "csv":
                screen.Text(ConditionRows.Csv(ConditionRows.Of(results, fields)));
                break;
            case "markdown":
                screen.Text(ConditionRows.Markdown(ConditionRows.Of(results, fields)));
                if (results.Contests() is { Count: > 0 } contests) screen.Text("\n" + ConditionRows.Markdown(ContestRows.Of(contests)));
                if (UsageTable.Real(RunDocument.ByRole(results)) is { Count: > 0 } usage) screen.Text("\n" + ConditionRows.Markdown(UsageRows.Of(usage)));
                break;
            default:
                if (by.Length > 0) ConditionRows.Print(screen.Results, ConditionRows.Of(results, fields));
                else Tables.Print(screen.Results, folder, record, results);
                break;
        }
    }
}
