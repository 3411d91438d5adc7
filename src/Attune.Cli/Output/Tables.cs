using System.Globalization;
using Attune.Reports;
using Attune.Runs;
using Attune.Statistics;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>The results of a run as tables that read at a glance: one for each task, a row for each model and method, a block of columns for each context.</summary>
internal static class Tables
{
    // What method and the last columns take beside the model's name, and what each context adds.
    private const int FixedWidth = 34;
    private const int BlockWidth = 42;

    public static void Print(IAnsiConsole console, RunRecord record, RunResults results)
    {
        var contexts = results.By(c => c.Context ?? "").Select(r => r.Key).Where(c => c.Length > 0).OrderBy(c => Place(record.Experiment.Contexts, c)).ToList();
        var abreast = Math.Max((console.Profile.Width - FixedWidth - results.By(c => c.Model).Max(r => r.Key.Length)) / BlockWidth, 1);
        foreach (var task in results.By(c => c.Task).Select(r => r.Key).OrderBy(t => Place(record.Experiment.Tasks, t)))
            foreach (var metric in RunResults.Metrics)
                if (results.By(c => c.Task).Any(r => r.Key == task && r.Metrics.ContainsKey(metric)))
                    foreach (var some in contexts.Chunk(abreast)) console.Write(MetricTable(record.Experiment, results, task, metric, some));
        console.MarkupLine("[grey]mean, 95% interval (users resampled); gain: paired difference to the same questions without history, * where its interval excludes 0;[/]");
        console.MarkupLine("[grey]seen: share of the turns that reveal the preference in the prompt as sent; found: share of questions for which rag quoted one.[/]");
        console.MarkupLine("[grey]All expressions and kinds of preference pooled; 'attune report RUN --by expression' shows each.[/]");
        foreach (var note in record.Notes) console.MarkupLine($"[yellow]note:[/] {Markup.Escape(note)}");
    }

    private static Table MetricTable(Experiment experiment, RunResults results, string task, string metric, IReadOnlyList<string> contexts)
    {
        var cells = results.By(c => (c.Task, c.Model, c.Method, c.Context)).Where(r => r.Key.Task == task).ToDictionary(r => (r.Key.Model, r.Key.Method, r.Key.Context));
        var rows = results.By(c => (c.Task, c.Model, c.Method)).Where(r => r.Key.Task == task)
            .OrderBy(r => Place(experiment.Models, r.Key.Model)).ThenBy(r => MethodOrder(r.Key.Method)).ToList();
        var table = new Table { Title = new TableTitle(Title(task, metric)), Border = TableBorder.Simple };
        table.AddColumns("model", "method");
        foreach (var context in contexts)
        {
            table.AddColumn(new TableColumn($"[bold]{Markup.Escape(context)}[/]").NoWrap());
            foreach (var header in (string[])["gain", "seen", "n"]) table.AddColumn(new TableColumn(header).RightAligned());
        }

        // A column that would be empty is left out.
        (string Header, Func<ConditionResult<(string, string, string)>, string> Cell)[] last =
        [
            ("found", r => Share(r.EvidenceRetrieved)),
            ("invalid", r => Number(r.Count(TrialOutcome.Invalid))),
            ("refused", r => Number(r.Count(TrialOutcome.Refused))),
            ("unjudged", r => Number(r.Count(TrialOutcome.Unjudged))),
            ("failed", r => Number(r.Count(TrialOutcome.Failed))),
        ];
        var shown = last.Where(column => rows.Any(r => column.Cell(r).Length > 0)).ToList();
        foreach (var (header, _) in shown) table.AddColumn(new TableColumn(header).RightAligned());
        foreach (var row in rows)
        {
            var (_, model, method) = row.Key;
            var first = rows.First(r => r.Key.Model == model) == row;

            // The blind floor has no context: it stands in every block.
            var blocks = contexts.SelectMany(context => Block(cells.GetValueOrDefault((model, method, context)) ?? cells.GetValueOrDefault((model, method, null)), metric));
            table.AddRow([first ? Markup.Escape(model) : "", MethodCell(method), .. blocks, .. shown.Select(column => column.Cell(row))]);
        }

        return table;
    }

    private static string[] Block<TKey>(ConditionResult<TKey>? cell, string metric) => cell is null
        ? ["", "", "", ""]
        : [Score(cell.Metrics.GetValueOrDefault(metric)), Gain(cell.GainOverBlind.GetValueOrDefault(metric)), Share(cell.EvidenceInPrompt), Number(cell.N)];

    private static string Title(string task, string metric) => Chance.Of(task) is { } chance
        ? string.Create(CultureInfo.InvariantCulture, $"{task}: {metric} (chance {chance:0.00})")
        : $"{task}: {metric} (1 to 5)";

    private static string Score(Estimate? estimate) => estimate switch
    {
        null => "",
        { Low: { } low, High: { } high } => string.Create(CultureInfo.InvariantCulture, $"{estimate.Mean:0.00} [grey]{low:0.00} to {high:0.00}[/]"),
        _ => estimate.Mean.ToString("0.00", CultureInfo.InvariantCulture),
    };

    private static string Gain(Estimate? estimate) => estimate is null
        ? ""
        : estimate.Mean.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + (estimate.Low > 0 || estimate.High < 0 ? "*" : " ");

    private static string Share(double? share) => share?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    private static string Number(int number) => number == 0 ? "" : number.ToString("N0", CultureInfo.InvariantCulture);

    private static string MethodCell(string method) => method switch
    {
        Methods.Method.NoHistory => "[grey]no-history (floor)[/]",
        Methods.Method.Oracle => "[grey]oracle (ceiling)[/]",
        _ => Markup.Escape(method),
    };

    /// <summary>Where the experiment names it; last where it does not.</summary>
    private static int Place(IReadOnlyList<string> names, string name) => names.ToList().IndexOf(name) is >= 0 and var place ? place : int.MaxValue;

    private static int MethodOrder(string method) => Methods.Method.All.ToList().FindIndex(m => m.Name == method);
}
