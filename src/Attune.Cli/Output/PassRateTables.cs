using System.Globalization;
using Attune.Judging;
using Attune.Methods;
using Attune.Runs;
using Attune.Runs.Pairs;
using Spectre.Console;

namespace Attune.Cli.Output;

/// <summary>Pass rates of preference pairs, a row for each model, method, context and evaluator; and with several evaluators, who passed whom.</summary>
internal static class PassRateTables
{
    private static readonly TrialOutcome[] WithoutAnswer = [TrialOutcome.Invalid, TrialOutcome.Refused, TrialOutcome.Failed];

    public static void Print(IAnsiConsole console, Experiment experiment, RunResults results)
    {
        var rates = results.PassRatesBy(c => (c.Model, c.Method, Context: c.Context ?? ""))
            .OrderBy(r => Tables.Place(experiment.Models, r.Key.Model)).ThenBy(r => Tables.MethodOrder(r.Key.Method))
            .ThenBy(r => Tables.Place(experiment.Contexts, r.Key.Context)).ThenBy(r => r.Evaluator, StringComparer.Ordinal).ToList();
        if (rates.Count == 0) return;
        var evaluators = rates.Select(r => r.Evaluator).Distinct().Order(StringComparer.Ordinal).ToList();
        console.Write(RateTable(rates, evaluators, results));
        if (evaluators.Count > 1) console.Write(Matrix(experiment, results, evaluators));
        console.MarkupLine("[grey]pass rate: pairs whose two answers the evaluator gave to the right users in all four orders, 95% interval (users who are paired resampled together);[/]");
        console.MarkupLine("[grey]gain: paired difference to the same pairs without history, * where its interval excludes 0; alike: the same answer twice, counts as chance; unread: an order names no answer, in no rate;[/]");
        console.MarkupLine("[grey]orders: share right in each of the four alone, 0.50 by chance; first: share in which the first answer went to the first preference, 0.50 without position bias.[/]");
    }

    private static Table RateTable(List<PassRateResult<(string Model, string Method, string Context)>> rates, List<string> evaluators, RunResults results)
    {
        var by = evaluators.Count == 1 ? $" by {evaluators[0]}" : "";
        var trials = results.By(c => (c.Task, (c.Model, c.Method, Context: c.Context ?? ""))).Where(r => r.Key.Task == Pair).ToDictionary(r => r.Key.Item2);
        var table = new Table { Title = new TableTitle(Markup.Escape($"pair: pass rate{by} (chance {Two(PassRate.Chance)})")), Border = TableBorder.Simple };
        table.AddColumns("model", "method", "context");
        var columns = new List<Func<PassRateResult<(string Model, string Method, string Context)>, string>>();
        if (evaluators.Count > 1) Add("evaluator", r => Markup.Escape(r.Evaluator), right: false);
        Add("[bold]pass rate[/]", r => Tables.Score(r.Rate.Rate), right: false);
        Add("gain", r => Tables.Gain(r.GainOverBlind));
        foreach (var distance in rates.SelectMany(r => r.ByDistance.Select(d => d.Key)).Distinct().Order())
            Add(string.Create(CultureInfo.InvariantCulture, $"d={distance}"), r => Two(r.ByDistance.FirstOrDefault(d => d.Key == distance).Value?.Rate?.Mean));
        Add("seen", r => Two(trials[r.Key].EvidenceInPrompt));
        Add("n", r => Number(r.Rate.Passed + r.Rate.Failed + r.Rate.Alike, always: true));
        Add("alike", r => Number(r.Rate.Alike));
        Add("unread", r => Number(r.Rate.Unread));
        Add("orders", r => string.Join(' ', r.Rate.Orders.Select(o => o.Right is { } right ? Two(right.Mean) : "-")));
        Add("first", r => Two(r.Rate.NamedFirst?.Mean));
        foreach (var outcome in WithoutAnswer) Add(Word.Of(outcome), r => Number(trials[r.Key].Count(outcome)));
        Add("cut off", r => Number(trials[r.Key].CutOff));
        foreach (var (rate, shown) in rates.Zip(rates.Select(r => r.Key.Model).Prepend("")))
            table.AddRow([rate.Key.Model == shown ? "" : Markup.Escape(rate.Key.Model), Tables.MethodCell(rate.Key.Method), Markup.Escape(rate.Key.Context), .. columns.Select(c => c(rate))]);
        return table;

        // A column that would be empty is left out.
        void Add(string header, Func<PassRateResult<(string, string, string)>, string> cell, bool right = true)
        {
            if (rates.All(r => cell(r).Length == 0)) return;
            table.AddColumn(new TableColumn(header) { Alignment = right ? Justify.Right : Justify.Left, NoWrap = true });
            columns.Add(cell);
        }
    }

    /// <summary>Whose answers passed by whose word, all methods and contexts with history together but for the ceiling (InterPref table 7).</summary>
    private static Table Matrix(Experiment experiment, RunResults results, List<string> evaluators)
    {
        var table = new Table { Title = new TableTitle("pass rate by model (rows) and evaluator (columns), methods and contexts pooled, without floor and ceiling"), Border = TableBorder.Simple };
        table.AddColumn("model");
        foreach (var evaluator in evaluators) table.AddColumn(new TableColumn(Markup.Escape(evaluator)).NoWrap());
        var rates = results.PassRatesBy(c => (c.Model, Bound: c.Method is Method.NoHistory or Method.Oracle)).Where(r => !r.Key.Bound).ToList();
        foreach (var model in rates.GroupBy(r => r.Key.Model).OrderBy(g => Tables.Place(experiment.Models, g.Key)))
            table.AddRow([Markup.Escape(model.Key), .. evaluators.Select(e => Tables.Score(model.FirstOrDefault(r => r.Evaluator == e)?.Rate.Rate))]);
        return table;
    }

    private static string Pair { get; } = Word.Of(Tasks.TaskKind.Pair);

    private static string Two(double? share) => share?.ToString("0.00", CultureInfo.InvariantCulture) ?? "";

    private static string Number(int number, bool always = false) => number == 0 && !always ? "" : number.ToString("N0", CultureInfo.InvariantCulture);
}
