using System.CommandLine;
using Attune.Cli.Output;
using Attune.Reports;
using Attune.Reports.Pages;
using Attune.Reports.Tables;
using Attune.Runs;
using Spectre.Console;

namespace Attune.Cli.Commands;

internal static class CompareCommand
{
    public static Command Create(Screen screen)
    {
        var runs = new Argument<string[]>("run") { Description = "One run folder, or two: A and B.", Arity = new ArgumentArity(1, 2) };
        var a = Side("--a", "Which conditions are A, as method=rag,context=normal. Trials are paired that agree in query and in every field that neither side fixes. Default: each method against zero-shot, or run A against run B.");
        var b = Side("--b", "Which conditions are B, as method=zero-shot,context=normal.");
        var format = ReportFormat.Option("html is one file with a figure that opens from disk.");
        var json = RunCommand.Json();
        var output = new Option<string?>("--out", "-o") { Description = "Write to this file instead of standard output." };
        var command = new DocumentedCommand("compare", "Shows the mean difference A - B over the same questions, with its 95% interval.", """
            attune compare runs/starter-1a2b3c
            attune compare runs/starter-1a2b3c --a method=rag,context=normal --b method=zero-shot,context=normal
            attune compare runs/monday runs/tuesday --out days.html
            """) { runs, a, b, format, json, output };
        command.SetAction(parsed =>
        {
            var target = parsed.GetValue(output);
            var comparison = Comparison.Of([.. parsed.GetRequiredValue(runs).Select(RunFolder.Open)], Conditions(parsed.GetValue(a), "--a"), Conditions(parsed.GetValue(b), "--b"));
            Show(screen, comparison, ReportFormat.Chosen(parsed.GetValue(format), parsed.GetValue(json), target), target);
        });
        return command;
    }

    private static void Show(Screen screen, Comparison comparison, string format, string? target)
    {
        if (target is null)
        {
            Write(screen, comparison, format);
            return;
        }

        ReportFormat.WriteFile(target, writer => Write(new Screen(writer, TextWriter.Null), comparison, format));
        screen.Hint($"Written: {target}");
    }

    private static void Write(Screen screen, Comparison comparison, string format)
    {
        switch (format)
        {
            case ReportFormat.Json:
                screen.Json(comparison.Differences, AttuneJson.Documents.IReadOnlyListPairedDifference);
                break;
            case ReportFormat.Html:
                screen.Write(writer => ComparisonPage.Write(writer, comparison));
                break;
            case ReportFormat.Markdown:
                screen.Write(writer => MarkdownTables.Write(writer, [comparison.Table]));
                break;
            case ReportFormat.Latex:
                screen.Write(writer => LatexTables.Write(writer, [comparison.Table]));
                break;
            case ReportFormat.Csv:
                screen.Text(ConditionRows.Csv(ConditionRows.Of(comparison)));
                break;
            default:
                Print(screen, comparison.Table);
                break;
        }
    }

    private static void Print(Screen screen, ReportTable differences)
    {
        var table = new Table { Title = new TableTitle(differences.Title), Border = TableBorder.Simple };
        foreach (var column in differences.Columns) table.AddColumn(column.Name);
        foreach (var row in differences.Rows) table.AddRow([.. row.Select(Markup.Escape)]);
        screen.Results.Write(table);
        if (differences.Note is { } note) screen.Results.MarkupLine($"[grey]{Markup.Escape(note)}[/]");
    }

    private static Option<string?> Side(string name, string description) => new(name) { Description = description };

    /// <summary>Reads <c>field=value,…</c>; a part without a field belongs to the value before it, as in <c>context=interval=1,tail=2</c>.</summary>
    private static Dictionary<string, string> Conditions(string? text, string option)
    {
        var conditions = new Dictionary<string, string>();
        string? last = null;
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = part.IndexOf('=', StringComparison.Ordinal);
            if (at > 0 && Condition.Fields.Contains(part[..at])) conditions[last = part[..at]] = part[(at + 1)..];
            else if (last is not null) conditions[last] += "," + part;
            else throw new BadInputException($"{option} {text}", "is not of the form field=value", "Fields are " + string.Join(", ", Condition.Fields));
        }

        return conditions;
    }
}
