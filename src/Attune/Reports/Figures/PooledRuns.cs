using Attune.Reports.Tables;
using Attune.Runs;

namespace Attune.Reports.Figures;

/// <summary>One or more runs as figures see them: every model of every run is a series.</summary>
internal sealed class PooledRuns
{
    private readonly IReadOnlyList<RunDocument> _runs;
    private readonly IReadOnlyList<string> _names;
    private readonly FieldOrder _order;
    private readonly HashSet<string> _inSeveral;

    public PooledRuns(IReadOnlyList<RunDocument> runs)
    {
        (_runs, _names) = (runs, RunNames.Of(runs));
        _order = new(new() { Models = [.. runs.SelectMany(r => r.Experiment.Models).Distinct()] });
        _inSeveral = [.. runs.SelectMany(r => r.Conditions.Select(c => c.Model).Distinct()).GroupBy(m => m, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key)];
        Baseline = Effects.Baseline(Values("method"));
        Series = [.. _order.InOrder("model", Values("model")).SelectMany(model => Enumerable.Range(0, runs.Count).Where(i => runs[i].Conditions.Any(c => c.Model == model)).Select(i => SeriesOf(i, model)))];
    }

    /// <summary>The method that figures hold where they do not show methods.</summary>
    public string Baseline { get; }

    /// <summary>Models in their order, of each run where a model is in several.</summary>
    public IReadOnlyList<string> Series { get; }

    /// <summary>The values of a field that were asked, in their order.</summary>
    public IReadOnlyList<string> Values(string field) => _order.InOrder(field, _runs.SelectMany(r => r.Breakdowns).SelectMany(b => b.Groups).Select(g => g[field]).Where(v => v.Length > 0));

    /// <summary>What is scored: tasks with their metrics, those only that have a score.</summary>
    public IReadOnlyList<(string Task, string Metric)> Scored =>
        [.. Values("task").SelectMany(t => RunResults.Metrics.Where(m => _runs.Any(r => r.Conditions.Any(c => c.Task == t && c.Metrics.ContainsKey(m)))).Select(m => (t, m)))];

    /// <summary>The groups of the breakdown by task, model, method and this field; by the three alone where it is null.</summary>
    public IEnumerable<(string Series, ReportedGroup Group)> Groups(string? field = null) => _runs.SelectMany((run, i) => run.Breakdowns
        .Where(b => b.By.Count == (field is null ? 3 : 4) && (field is null || b.By[3] == field))
        .SelectMany(b => b.Groups)
        .Select(g => (SeriesOf(i, g["model"]), g)));

    /// <summary>What changing a field does.</summary>
    public IEnumerable<(string Series, ReportedEffect Effect)> EffectsOf(string field) =>
        _runs.SelectMany((run, i) => run.Effects.Where(e => e.Field == field).Select(e => (SeriesOf(i, e.Model), e)));

    /// <summary>Pass rates of preference pairs.</summary>
    public IEnumerable<(string Series, ReportedPassRate Rate)> PassRates => _runs.SelectMany((run, i) => run.PassRates.Select(r => (SeriesOf(i, r.Model), r)));

    /// <summary>The same in the order of methods, contexts and kinds of preference.</summary>
    public IEnumerable<(string Series, ReportedPassRate Rate)> PassRatesInOrder => PassRates.OrderBy(p => (IReadOnlyList<string?>)[p.Rate.Method, p.Rate.Context, p.Rate.Preferences], _order.By(["method", "context", "preferences"]));

    /// <summary>Contests by evaluator and run: a name for their figures, whose they are in words, and what they came to.</summary>
    public IEnumerable<(string Id, string By, ReportedContests Contests)> Contests => _runs
        .SelectMany((run, i) => run.Contests.Select(c => (By: $"by {c.Evaluator}{(_runs.Count > 1 ? $", {_names[i]}" : "")}", Contests: c)))
        .Select((c, i) => ($"{i + 1}", c.By, c.Contests));

    /// <summary>In words, what contests are pooled over.</summary>
    public string PooledInPairs => Pooled("context");

    /// <summary>In words, whose verdicts a pass rate of a figure pools; nothing where there is one evaluator.</summary>
    public string PooledEvaluators => PassRates.Select(p => p.Rate.Evaluator).Distinct().Order(StringComparer.Ordinal).ToList() is { Count: > 1 } evaluators
        ? $" Pass rates pool the evaluators {Sentence.List(evaluators)}."
        : "";

    /// <summary>In words, who scored open answers; nothing where there are none among these tasks.</summary>
    public string JudgeOf(params IEnumerable<string> tasks) => JudgeWords.Of(_runs[0].Identity, tasks.Where(Values("task").Contains));

    /// <summary>In words, what these fields are pooled over; nothing where each has one value.</summary>
    public string Pooled(params ReadOnlySpan<string> fields)
    {
        var parts = new List<string>();
        foreach (var field in fields)
        {
            var values = Values(field);
            if (values.Count > 1) parts.Add($"{Plural(field)} {Sentence.List(values)}");
        }

        return parts.Count == 0 ? "" : $" Pooled over {Sentence.List(parts, "; ")}.";
    }

    private static string Plural(string field) => field == "preferences" ? "preferences" : field + "s";

    private string SeriesOf(int run, string model) => _inSeveral.Contains(model) ? $"{model} ({_names[run]})" : model;
}
