using System.Globalization;
using Attune.Reports;
using Attune.Runs;
using Attune.Statistics;
using Attune.Tasks;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>The results of a run as tables that read at a glance: one for each task, a row for each model and method, a block of columns for each context.</summary>
internal static class Tables
{
    public static void Print(IAnsiConsole console, RunRecord record, RunResults results)
    {
        foreach (var task in results.By(c => c.Task).Select(r => r.Key)) console.Write(TaskTable(results, task));
        console.MarkupLine("[grey]mean ±half of the 95% interval (users resampled); gain: paired difference to the same questions without history;[/]");
        console.MarkupLine("[grey]seen: share of the turns that reveal the preference in the prompt as sent; found: share of questions for which rag quoted one.[/]");
        console.MarkupLine("[grey]All expressions and kinds of preference pooled; 'attune report RUN --by expression' shows each.[/]");
        foreach (var note in record.Notes) console.MarkupLine($"[yellow]note:[/] {Markup.Escape(note)}");
    }

    private static Table TaskTable(RunResults results, string task)
    {
        var metrics = task == Word.Of(TaskKind.OpenEnded) ? RunResults.Metrics.Skip(1).ToArray() : ["accuracy"];
        var contexts = results.By(c => (c.Task, c.Context)).Where(r => r.Key.Task == task && r.Key.Context is not null).Select(r => r.Key.Context!).ToList();
        var byContext = results.By(c => (c.Task, c.Model, c.Method, c.Context)).ToDictionary(r => r.Key);
        var chance = Chance.Of(task) is { } level ? $", chance {level.ToString("0.00", CultureInfo.InvariantCulture)}" : ", 1 to 5";
        var table = new Table { Title = new TableTitle($"{task}{chance}"), Border = TableBorder.Simple };
        table.AddColumn("model");
        table.AddColumn("method");
        table.AddColumn(new TableColumn("n").RightAligned());
        foreach (var context in contexts)
        {
            foreach (var metric in metrics) table.AddColumn(new TableColumn($"[bold]{Markup.Escape(context)}[/]\n{metric}").RightAligned());
            if (metrics.Length == 1) table.AddColumn(new TableColumn("\ngain").RightAligned());
            table.AddColumn(new TableColumn("\nseen").RightAligned());
        }

        table.AddColumn(new TableColumn("found").RightAligned());
        table.AddColumn(new TableColumn("invalid").RightAligned());
        table.AddColumn(new TableColumn("unjudged").RightAligned());
        foreach (var row in results.By(c => (c.Task, c.Model, c.Method)).Where(r => r.Key.Task == task).OrderBy(r => ModelOrder(results, r.Key.Model)).ThenBy(r => MethodOrder(r.Key.Method)))
        {
            var cells = new List<string> { Markup.Escape(row.Key.Model), MethodCell(row.Key.Method), row.N.ToString("N0", CultureInfo.InvariantCulture) };
            foreach (var context in contexts)
            {
                // The blind floor has no context: it stands in every block.
                var cell = byContext.GetValueOrDefault((task, row.Key.Model, row.Key.Method, context)) ?? byContext.GetValueOrDefault((task, row.Key.Model, row.Key.Method, null));
                foreach (var metric in metrics) cells.Add(Score(cell?.Metrics.GetValueOrDefault(metric)));
                if (metrics.Length == 1) cells.Add(Gain(cell?.GainOverBlind.GetValueOrDefault("accuracy")));
                cells.Add(Share(cell?.EvidenceInPrompt));
            }

            cells.Add(Share(row.EvidenceRetrieved));
            cells.Add(Number(row.Count(TrialOutcome.Invalid) + row.Count(TrialOutcome.Refused)));
            cells.Add(Number(row.Count(TrialOutcome.Unjudged)));
            table.AddRow([.. cells]);
        }

        return table;
    }

    public static string Score(Estimate? estimate) => estimate is null ? "" : Mean(estimate) + HalfWidth(estimate);

    public static string Gain(Estimate? estimate) =>
        estimate is null ? "" : estimate.Mean.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + HalfWidth(estimate);

    public static string Share(double? share) => share?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    public static string Number(int number) => number == 0 ? "" : number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Mean(Estimate estimate) => estimate.Mean.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The wider side of the interval: it is cut where the scale ends.</summary>
    private static string HalfWidth(Estimate estimate) => estimate is { Low: { } low, High: { } high }
        ? " ±" + Math.Max(estimate.Mean - low, high - estimate.Mean).ToString("0.00", CultureInfo.InvariantCulture)
        : "";

    private static string MethodCell(string method) => method switch
    {
        Methods.Method.NoHistory => "[grey]no-history (floor)[/]",
        Methods.Method.Oracle => "[grey]oracle (ceiling)[/]",
        _ => Markup.Escape(method),
    };

    private static int ModelOrder(RunResults results, string model) => results.By(c => c.Model).Select(r => r.Key).ToList().IndexOf(model);

    private static int MethodOrder(string method) => Methods.Method.All.ToList().FindIndex(m => m.Name == method);
}
