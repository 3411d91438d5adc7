using System.CommandLine;
using Attune.Cli.Output;
using Attune.Reports;
using Attune.Reports.Pages;
using Attune.Reports.Tables;
using Attune.Runs;
using Attune.Runs.Pairs;
using Spectre.Console;

namespace Attune.Cli.Commands;

internal static class ReportCommand
{
    private const string PageName = "report.html";

    public static Command Create(Screen screen)
    {
        var runs = new Argument<string[]>("run") { Description = "Run folders, or their names in ./runs. Several stand side by side in html, one after the other in other formats.", Arity = ArgumentArity.OneOrMore };
        var by = new Option<string[]>("--by") { Description = "Pool trials by these fields, in full: " + string.Join(", ", Condition.Fields) + ". For table, markdown and csv.", AllowMultipleArgumentsPerToken = true };
        by.AcceptOnlyFromAmong([.. Condition.Fields]);
        var voters = new Option<string>("--contests-by") { Description = $"Whose words on contests rank models and methods: {string.Join(", ", Word.All<ContestVoters>())}. Each: every evaluator and all people together have tables of their own.", DefaultValueFactory = _ => Word.Of(ContestVoters.Each) };
        voters.AcceptOnlyFromAmong([.. Word.All<ContestVoters>()]);
        var format = ReportFormat.Option("html is one file with figures that opens from disk; csv holds the conditions alone.");
        var json = RunCommand.Json();
        var output = new Option<string?>("--out", "-o") { Description = $"Write to this file instead of standard output. Default for html of one run: {PageName} in its folder." };
        var command = new DocumentedCommand("report", "Shows the results of runs again: on the screen, or as a page, for a paper, for a program.", """
            attune report runs/starter-1a2b3c
            attune report runs/starter-1a2b3c --format html
            attune report runs/monday runs/tuesday --out both.html
            attune report runs/starter-1a2b3c --out tables.tex
            attune report runs/starter-1a2b3c --by model method expression
            attune report runs/starter-1a2b3c --format csv --out starter.csv
            attune report runs/starter-1a2b3c --contests-by people
            """) { runs, by, voters, format, json, output };
        command.SetAction(parsed =>
        {
            var target = parsed.GetValue(output);
            var chosen = ReportFormat.Chosen(parsed.GetValue(format), parsed.GetValue(json), target);
            var counted = Word.Parse<ContestVoters>(parsed.GetRequiredValue(voters), "contests-by");
            ReadRun[] read = [.. parsed.GetRequiredValue(runs).Select(RunFolder.Open).Select(f => new ReadRun(f, counted))];
            Execute(screen, read, Fields(parsed.GetValue(by) ?? [], chosen), chosen, target);
        });
        return command;
    }

    /// <summary>The fields to pool by, or none.</summary>
    private static string[] Fields(string[] by, string format)
    {
        if (by.Length > 0 && format is not (ReportFormat.Table or ReportFormat.Markdown or ReportFormat.Csv))
            throw new BadInputException("--by", $"does not go with {format}, which has every breakdown by itself", "Leave it out, or choose --format table, markdown or csv");
        return by.Length == 0 || by.Contains("task") ? by : [.. by, "task"];
    }

    private static void Execute(Screen screen, ReadRun[] folders, string[] by, string format, string? target)
    {
        if (format == ReportFormat.Html) target ??= PageFile(folders);
        if (target is null)
        {
            Write(screen, folders, by, format);
            return;
        }

        ReportFormat.WriteFile(target, writer =>
        {
            if (format == ReportFormat.Html) ReportPage.Write(writer, [.. folders.Select(Document)]);
            else Write(new Screen(writer, TextWriter.Null), folders, by, format);
        });
        screen.Hint($"Written: {target}");
    }

    private static string PageFile(ReadRun[] folders) => folders is [var only]
        ? Path.Combine(only.Folder.Location, PageName)
        : throw new BadInputException("report", "makes one page of several runs and does not know where to put it", "Say --out FILE.html");

    private static void Write(Screen screen, ReadRun[] folders, string[] by, string format)
    {
        switch (format)
        {
            case ReportFormat.Json when folders is [var only]:
                screen.Json(Document(only), AttuneJson.Documents.RunDocument);
                break;
            case ReportFormat.Json:
                screen.Json([.. folders.Select(Document)], AttuneJson.Documents.IReadOnlyListRunDocument);
                break;
            case ReportFormat.Csv:
                screen.Text(ConditionRows.Csv(ConditionRows.OfRuns([.. folders.Select(f => f.Folder)], by)));
                break;
            case ReportFormat.Markdown when by.Length > 0:
                screen.Text(ConditionRows.Markdown(ConditionRows.OfRuns([.. folders.Select(f => f.Folder)], by)));
                break;
            case ReportFormat.Markdown:
                screen.Write(writer => MarkdownReport.Write(writer, [.. folders.Select(Document)]));
                break;
            case ReportFormat.Latex:
                screen.Write(writer => LatexTables.Write(writer, RunTables.Of([.. folders.Select(Document)])));
                break;
            default:
                Print(screen, folders, by);
                break;
        }
    }

    private static void Print(Screen screen, ReadRun[] runs, string[] by)
    {
        foreach (var run in runs)
        {
            if (runs.Length > 1) screen.Results.MarkupLine($"[bold]{Markup.Escape(run.Folder.Location)}[/]");
            Print(screen, run, by);
        }

        if (runs.Length == 1) return;
        var first = runs[0].Folder;
        foreach (var other in runs.Skip(1).Select(r => r.Folder))
            foreach (var difference in first.ReadRecord()!.Identity.Differences(other.ReadRecord()!.Identity))
                screen.Results.MarkupLine($"[yellow]note:[/] {Markup.Escape($"{first.Location} and {other.Location} cannot be ranked against each other, they differ in {difference}")}");
    }

    private static void Print(Screen screen, ReadRun run, string[] by)
    {
        var results = run.Results();
        if (by.Length > 0) ConditionRows.Print(screen.Results, ConditionRows.Of(results, by, run.Folder.ReadRecord()!.Identity.Judge));
        else Output.Tables.Print(screen.Results, run.Folder, run.Folder.ReadRecord()!, results);
    }

    private static RunDocument Document(ReadRun run) => RunDocument.Of(run.Folder, run.Folder.ReadRecord()!, run.Results());

    /// <summary>A run, and whose words on its contests count.</summary>
    private sealed record ReadRun(RunFolder Folder, ContestVoters Voters)
    {
        public RunResults Results()
        {
            var results = RunResults.Read(Folder);
            results.Voters = Voters;
            return results;
        }
    }
}
