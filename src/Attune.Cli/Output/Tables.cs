using System.Globalization;
using Attune.Reports;
using Attune.Runs;
using Attune.Runs.Pairs;
using Attune.Statistics;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>The results of a run as tables that read at a glance: one for each task, a row for each model and method, a block of columns for each context.</summary>
internal static class Tables
{
    private const string NoContext = "";

    // What method and the last columns take beside the model's name, and what each context adds.
    private const int FixedWidth = 36;
    private const int BlockWidth = 49;

    public static void Print(IAnsiConsole console, RunFolder folder, RunRecord record, RunResults results)
    {
        if (record.Status != "done") Warn(console, folder, record, results);
        var contexts = results.By(c => c.Context ?? NoContext).Select(r => r.Key).Where(c => c != NoContext).OrderBy(c => Place(record.Experiment.Contexts, c)).ToList();
        if (contexts.Count == 0) contexts.Add(NoContext);
        var longestName = results.By(c => c.Model).Select(r => r.Key.Length).DefaultIfEmpty().Max();
        var abreast = Math.Max((Math.Min(console.Profile.Width, Screen.WidestTable) - FixedWidth - longestName) / BlockWidth, 1);
        var tasks = results.By(c => c.Task).Select(r => r.Key).OrderBy(t => Place(record.Experiment.Tasks, t)).ToList();
        foreach (var task in tasks.Where(t => t != Pair))
            foreach (var metric in RunResults.MetricsOf(task))
                foreach (var some in contexts.Chunk(abreast)) console.Write(MetricTable(record.Experiment, results, task, metric, some));
        if (tasks.Exists(t => t != Pair)) Explain(console);
        PassRateTables.Print(console, record.Experiment, results);
        ContestTables.Print(console, results);
        PrintSteps(console, results);
        UsageTable.Print(console, RunDocument.ByRole(results), record.Models);
        foreach (var note in record.Notes.Concat(results.Notes)) console.MarkupLine($"[yellow]note:[/] {Markup.Escape(note)}");
    }

    private static string Pair { get; } = Word.Of(Tasks.TaskKind.Pair);

    private static void Explain(IAnsiConsole console)
    {
        console.MarkupLine("[grey]mean, 95% interval (users resampled); gain: paired difference to the same questions[/]");
        console.MarkupLine("[grey]without history, * where its interval excludes 0; seen: share of the turns that reveal the preference in the prompt as sent;[/]");
        console.MarkupLine("[grey]found: share of questions for which rag quoted one. All expressions and kinds of preference pooled; 'attune report RUN --by expression' shows each.[/]");
    }

    /// <summary>Where the preference was lost, for methods that take steps.</summary>
    private static void PrintSteps(IAnsiConsole console, RunResults results)
    {
        var stepwise = results.By(c => (c.Model, c.Method)).Where(r => r.StepShares.Count > 0).OrderBy(r => r.Key.Model, StringComparer.Ordinal).ThenBy(r => MethodOrder(r.Key.Method)).ToList();
        foreach (var result in stepwise)
        {
            var shares = result.StepShares.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.Key} {s.Value:0.00}"));
            console.MarkupLine(Markup.Escape($"steps of {result.Key.Method}, {result.Key.Model}: {string.Join(", ", shares)}"));
        }

        if (stepwise.Count > 0) console.MarkupLine("[grey]steps: share of answers in which the step names the preference, by words; answer: share that fits it (right, alignment 4 and above, or a pair that passed)[/]");
    }

    private static void Warn(IAnsiConsole console, RunFolder folder, RunRecord record, RunResults results)
    {
        var settled = results.Outcomes.Where(o => o.Key != TrialOutcome.Failed).Sum(o => o.Value);
        console.MarkupLine(Markup.Escape(string.Create(
            CultureInfo.InvariantCulture,
            $"Not the whole run: {settled:N0} of {record.Totals?.Planned ?? settled:N0} trials{Of("verdicts", record.Totals?.Verdicts, results.Verdicts)}{Of("contests", record.Totals?.Contests, results.ContestTotals)}, status {record.Status}. 'attune resume {folder.Location}' does the rest.")));
    }

    private static string Of(string what, EvaluationTotals? planned, EvaluationTotals ended) =>
        planned is null ? "" : string.Create(CultureInfo.InvariantCulture, $", {ended.Done:N0} of {planned.Planned:N0} {what}");

    private static Table MetricTable(Experiment experiment, RunResults results, string task, string metric, IReadOnlyList<string> contexts)
    {
        var cells = results.By(c => (c.Task, c.Model, c.Method, Context: c.Context ?? NoContext)).Where(r => r.Key.Task == task).ToDictionary(r => (r.Key.Model, r.Key.Method, r.Key.Context));
        var rows = results.By(c => (c.Task, c.Model, c.Method)).Where(r => r.Key.Task == task)
            .OrderBy(r => Place(experiment.Models, r.Key.Model)).ThenBy(r => MethodOrder(r.Key.Method)).ToList();
        var table = new Table { Title = new TableTitle(Title(task, metric)), Border = TableBorder.Simple };
        table.AddColumns("model", "method");
        var columns = new List<Func<string, string, string>>();
        foreach (var context in contexts)
        {
            // The blind floor has no context: it stands in every block.
            ConditionResult<(string, string, string, string)>? Cell(string model, string method) =>
                cells.GetValueOrDefault((model, method, context)) ?? cells.GetValueOrDefault((model, method, NoContext));
            table.AddColumn(new TableColumn($"[bold]{(context == NoContext ? "no history" : Markup.Escape(context))}[/]").NoWrap());
            columns.Add((model, method) => Score(Cell(model, method)?.Metrics.GetValueOrDefault(metric)));
            Add("gain", (model, method) => Gain(Cell(model, method)?.GainOverBlind.GetValueOrDefault(metric)));
            Add("seen", (model, method) => Share(Cell(model, method)?.EvidenceInPrompt));
            Add("found", (model, method) => Share(Cell(model, method)?.EvidenceRetrieved));
            Add("n", (model, method) => Cell(model, method)?.N.ToString("N0", CultureInfo.InvariantCulture) ?? "");
        }

        foreach (var outcome in (TrialOutcome[])[TrialOutcome.Invalid, TrialOutcome.Refused, TrialOutcome.Unjudged, TrialOutcome.Failed])
            Add(Word.Of(outcome), (model, method) => Number(Row(model, method).Count(outcome)));
        Add("cut off", (model, method) => Number(Row(model, method).CutOff));
        var shown = "";
        foreach (var (_, model, method) in rows.Select(r => r.Key))
        {
            table.AddRow([model == shown ? "" : Markup.Escape(model), MethodCell(method), .. columns.Select(column => column(model, method))]);
            shown = model;
        }

        return table;

        ConditionResult<(string Task, string Model, string Method)> Row(string model, string method) => rows.Single(r => r.Key.Model == model && r.Key.Method == method);

        // A column that would be empty is left out.
        void Add(string header, Func<string, string, string> cell)
        {
            if (!rows.Any(r => cell(r.Key.Model, r.Key.Method).Length > 0)) return;
            table.AddColumn(new TableColumn(header).RightAligned());
            columns.Add(cell);
        }
    }

    private static string Title(string task, string metric) => Chance.Of(task) is { } chance
        ? string.Create(CultureInfo.InvariantCulture, $"{task}: {metric} (chance {chance:0.00})")
        : $"{task}: {metric} (1 to 5)";

    internal static string Score(Estimate? estimate) => estimate switch
    {
        null => "",
        { Low: { } low, High: { } high } => string.Create(CultureInfo.InvariantCulture, $"{estimate.Mean:0.00} [grey]{low:0.00} to {high:0.00}[/]"),
        _ => estimate.Mean.ToString("0.00", CultureInfo.InvariantCulture),
    };

    internal static string Gain(Estimate? estimate) => estimate is null
        ? ""
        : estimate.Mean.ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture) + (estimate.Low > 0 || estimate.High < 0 ? "*" : " ");

    private static string Share(double? share) => share?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    private static string Number(int number) => number == 0 ? "" : number.ToString("N0", CultureInfo.InvariantCulture);

    internal static string MethodCell(string method) => method switch
    {
        Methods.Method.NoHistory => "[grey]no-history (floor)[/]",
        Methods.Method.Oracle => "[grey]oracle (ceiling)[/]",
        _ => Markup.Escape(method),
    };

    /// <summary>Where the experiment names it; last where it does not.</summary>
    internal static int Place(IReadOnlyList<string> names, string name) => names.ToList().IndexOf(name) is >= 0 and var place ? place : int.MaxValue;

    internal static int MethodOrder(string method) => Methods.Method.All.ToList().FindIndex(m => m.Name == method);
}
