using System.Globalization;
using Attune.Models;
using Attune.Runs;
using Attune.Runs.Pairs;

namespace Attune.Reports.Tables;

/// <summary>What was asked of whom, what went wrong, what it took, and what decides the results.</summary>
internal static class SettingTables
{
    /// <summary>The name of the table of what decides the results.</summary>
    public const string IdentityId = "identity";

    public static ReportTable Setting(RunDocument run) => Facts("setting", "Setting",
    [
        ("dataset", run.Identity.Dataset),
        ("users, queries", $"{Numerals.Whole(run.Users)}, {Numerals.Whole(run.Queries)}"),
        ("models", Values(run, "model")),
        ("methods", Values(run, "method")),
        ("contexts", Values(run, "context")),
        ("expressions", Values(run, "expression")),
        ("preferences", Values(run, "preferences")),
        ("tasks", Values(run, "task")),
        ("judge", run.Conditions.Any(c => c.Task == "open-ended") ? run.Identity.Judge : "none: no open answers"),
        ("evaluators", string.Join(", ", run.PassRates.Select(p => p.Evaluator).Distinct().Order(StringComparer.Ordinal))),
        ("trials", $"{Numerals.Whole(run.Trials.Done + run.Trials.Skipped)} ended, {Numerals.Whole(run.Trials.Planned)} planned"),
        ("without a score", $"{Numerals.Whole(run.Trials.Invalid)} invalid, {Numerals.Whole(run.Trials.Refused)} refused, {Numerals.Whole(run.Trials.Unjudged)} unjudged, {Numerals.Whole(run.Trials.Failed)} failed{Evaluations("verdicts", run.Trials.Verdicts)}{Evaluations("contests", run.Trials.Contests)}"),
        ("status", run.Reason is null ? run.Status : $"{run.Status}: {run.Reason}"),
        ("run", $"{Time(run.Started)}{(run.Stopped is { } stopped ? $" to {Time(stopped)}" : "")}"),
    ]);

    private static string Evaluations(string what, EvaluationTotals? totals) =>
        totals is { } t && t.Unread + t.Failed > 0 ? $"; of the {what} on pairs {Numerals.Whole(t.Unread)} unread, {Numerals.Whole(t.Failed)} failed" : "";

    public static ReportTable Causes(RunDocument run) => new(
        "causes", "Why trials have no score", "Texts that differ in numbers and ids only are one cause; the first one met is shown.",
        [ReportColumn.Named("outcome"), ReportColumn.Named("role"), ReportColumn.Named("model"), ReportColumn.Named("cause"), ReportColumn.Number("times")],
        [.. run.Causes.Select(c => (IReadOnlyList<string>)[Word.Of(c.Outcome), c.Role, c.Model, c.Cause, Numerals.Whole(c.Count)])]);

    public static ReportTable Usage(RunDocument run) => new(
        "usage", "What it took, by role",
        "Tokens as the endpoints count them; models that ship with Attune run in its process and cost nothing. Saved: what would have been paid more if nothing were read from a cache nor written to one. p50, p95, p99: seconds that so many trials' calls stayed within.",
        [
            ReportColumn.Named("role"), ReportColumn.Named("model"),
            .. ((string[])["calls", "input", "cached", "output", "USD", "saved USD", "p50 s", "p95 s", "p99 s", "retried", "throttled", "attempts without usage"]).Select(ReportColumn.Number),
        ],
        [
            .. run.Usage.ByRole.Select(u => (IReadOnlyList<string>)[
                u.Role, u.Model, Numerals.Whole(u.Calls), Numerals.Whole(u.InputTokens), Numerals.Whole(u.CachedInputTokens), Numerals.Whole(u.OutputTokens), Numerals.Dollars(u.CostUsd, u.CostAtLeastUsd), Numerals.Dollars(u.SavedByPrefixUsd),
                Numerals.Seconds(u.LatencyP50Ms), Numerals.Seconds(u.LatencyP95Ms), Numerals.Seconds(u.LatencyP99Ms), Numerals.Whole(u.Retried), Numerals.Whole(u.Throttled), Numerals.Whole(u.AttemptsWithoutUsage)]),
        ]);

    public static ReportTable Identity(RunDocument run) => Facts(IdentityId, "Identity",
    [
        ("run folder", run.Run),
        ("dataset", run.Identity.Dataset),
        ("dataset hash", run.Identity.DatasetHash),
        ("prompts hash", run.Identity.PromptsHash),
        ("judge", run.Identity.Judge),
        ("seed", run.Identity.Seed.ToString(CultureInfo.InvariantCulture)),
        ("Attune", run.Identity.Version),
        .. run.Models.Select(m => ($"model {m.Key}", Known(m.Key, m.Value))),
    ]);

    private static ReportTable Facts(string id, string title, IEnumerable<(string Name, string Value)> facts) => new(
        id, title, null, [ReportColumn.Named(""), ReportColumn.Named("")], [.. facts.Where(f => f.Value.Length > 0).Select(f => (IReadOnlyList<string>)[f.Name, f.Value])]);

    private static string Values(RunDocument run, string field) => string.Join(
        ", ", new FieldOrder(run.Experiment).InOrder(field, run.Breakdowns.SelectMany(b => b.Groups).Select(g => g[field]).Where(v => v.Length > 0)));

    private static string Known(string name, ModelFacts facts)
    {
        if (EmbeddedModels.IsNamed(name)) return "ships with Attune";
        var price = facts.Price is { } p ? string.Create(CultureInfo.InvariantCulture, $"{p.Input} US dollars in, {p.Output} out per million tokens{(facts.PriceAsOf is { } day ? $" as of {day:yyyy-MM-dd}" : "")}") : "price unknown";
        return facts.ContextWindow is { } window ? $"{price}; {Numerals.Whole(window)} tokens of context" : price;
    }

    private static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
