using Attune.Runs;
using Attune.Runs.Costs;
using Attune.Runs.Pairs;

namespace Attune.Reports;

/// <summary>A run as one JSON document: what <c>attune run --json</c> and <c>attune report --json</c> print.</summary>
public sealed record RunDocument
{
    /// <summary>The run folder.</summary>
    public required string Run { get; init; }

    /// <summary><c>done</c>, <c>failed-trials</c>, <c>interrupted</c> or <c>running</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it is interrupted; <c>cancelled</c> where nothing has to be changed before it goes on. Null where it is not.</summary>
    public required string? Reason { get; init; }

    /// <summary>What a reader should know.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What decides the results.</summary>
    public required RunIdentity Identity { get; init; }

    /// <summary>How the trials stand.</summary>
    public required RunTotals Trials { get; init; }

    /// <summary>One entry a condition, sorted by its fields.</summary>
    public required IReadOnlyList<ReportedCondition> Conditions { get; init; }

    /// <summary>One entry for each condition and evaluator of preference pairs, sorted likewise; empty where no pair was asked.</summary>
    public required IReadOnlyList<ReportedPassRate> PassRates { get; init; }

    /// <summary>One entry for each evaluator that decided contests, sorted by name; empty where there were none.</summary>
    public required IReadOnlyList<ReportedContests> Contests { get; init; }

    /// <summary>The same trials pooled, with intervals of their own: by task, model and method, and by one field more.</summary>
    public required IReadOnlyList<Breakdown> Breakdowns { get; init; }

    /// <summary>What methods, contexts and expressions change, question by question.</summary>
    public required IReadOnlyList<ReportedEffect> Effects { get; init; }

    /// <summary>Why trials have no score.</summary>
    public required IReadOnlyList<TrialCause> Causes { get; init; }

    /// <summary>Tokens and price.</summary>
    public required ReportedUsage Usage { get; init; }

    /// <summary>The experiment as it was last asked for.</summary>
    public required Experiment Experiment { get; init; }

    /// <summary>Users that were asked about.</summary>
    public required int Users { get; init; }

    /// <summary>Queries that were asked.</summary>
    public required int Queries { get; init; }

    /// <summary>When the run began.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When it last stopped; null where it goes on.</summary>
    public required DateTimeOffset? Stopped { get; init; }

    /// <summary>What was known of each model when it was asked, by name.</summary>
    public required IReadOnlyDictionary<string, ModelFacts> Models { get; init; }

    /// <summary>Summarises a run.</summary>
    /// <param name="folder">The run.</param>
    /// <param name="record">Its record.</param>
    /// <param name="results">Its scores.</param>
    /// <param name="totals">How the trials stand; null reads it off the log, as for a run that is only reported.</param>
    public static RunDocument Of(RunFolder folder, RunRecord record, RunResults results, RunTotals? totals = null) => Of(folder, record, results, totals, new(record.Experiment));

    private static RunDocument Of(RunFolder folder, RunRecord record, RunResults results, RunTotals? totals, FieldOrder order) => new()
    {
        Run = folder.Location,
        Status = record.Status,
        Reason = record.Status == RunRecord.Interrupted ? record.Reason ?? "cancelled" : null,
        Notes = [.. record.Notes, .. results.Notes],
        Identity = record.Identity,
        Trials = totals ?? Settled(record, results),
        Conditions = [.. results.By(c => c).OrderBy(r => string.Join('\0', Condition.Fields.Select(f => r.Key[f])), StringComparer.Ordinal).Select(Reported)],
        PassRates = [.. results.PassRatesBy(c => c).OrderBy(r => string.Join('\0', Condition.Fields.Select(f => r.Key[f]).Append(r.Evaluator)), StringComparer.Ordinal).Select(ReportedPassRate.Of)],
        Contests = [.. results.Contests().Select(ReportedContests.Of)],
        Breakdowns = Breakdown.All(results, order),
        Effects = Reports.Effects.Of(results, order),
        Causes = results.Causes,
        Experiment = record.Experiment,
        Users = results.Rows.Select(r => r.UserId).Distinct().Count(),
        Queries = results.Rows.Select(r => r.QueryId).Distinct().Count(),
        Started = record.Started,
        Stopped = record.Stopped,
        Models = record.Models,
        Usage = new(results.Usage.Input, results.Usage.Cached, results.Usage.Output, results.CostUsd, results.CostAtLeastUsd, ByRole(results)),
    };

    internal static IReadOnlyList<RoleReport> ByRole(RunResults results) =>
        [.. results.ByRole.OrderBy(u => u.Key.Role, StringComparer.Ordinal).ThenBy(u => u.Key.Model, StringComparer.Ordinal).Select(u => Reported(u.Key.Role, u.Key.Model, u.Value))];

    private static RoleReport Reported(string role, string model, RoleUsage used) => new()
    {
        Role = role,
        Model = model,
        Calls = used.Calls,
        InputTokens = used.Tokens.Input,
        CachedInputTokens = used.Tokens.Cached,
        CacheWriteTokens = used.Tokens.Written,
        OutputTokens = used.Tokens.Output,
        CostUsd = used.CostUsd,
        CostAtLeastUsd = used.CostAtLeastUsd,
        SavedByPrefixUsd = used.SavedUsd,
        LatencyP50Ms = used.Latency(0.50),
        LatencyP95Ms = used.Latency(0.95),
        LatencyP99Ms = used.Latency(0.99),
        Attempts = used.Attempts,
        Retried = used.Attempts - used.Calls,
        Throttled = used.Throttled,
        AttemptsWithoutUsage = used.WithoutUsage,
    };

    private static RunTotals Settled(RunRecord record, RunResults results)
    {
        var outcomes = results.Outcomes;
        var failed = outcomes.GetValueOrDefault(TrialOutcome.Failed);
        var done = outcomes.Values.Sum() - failed;
        return new()
        {
            Planned = Math.Max(record.Totals?.Planned ?? 0, done + failed),
            Done = done,
            Invalid = outcomes.GetValueOrDefault(TrialOutcome.Invalid),
            Unjudged = outcomes.GetValueOrDefault(TrialOutcome.Unjudged),
            Refused = outcomes.GetValueOrDefault(TrialOutcome.Refused),
            Failed = failed,
            Verdicts = Settled(record.Totals?.Verdicts, results.Verdicts),
            Contests = Settled(record.Totals?.Contests, results.ContestTotals),
        };
    }

    private static EvaluationTotals? Settled(EvaluationTotals? recorded, EvaluationTotals logged)
    {
        var ended = logged.Done + logged.Failed;
        return recorded is null && ended == 0 ? null : logged with { Planned = Math.Max(recorded?.Planned ?? 0, ended) };
    }

    private static ReportedCondition Reported(ConditionResult<Condition> result) => new()
    {
        Dataset = result.Key.Dataset,
        Model = result.Key.Model,
        Method = result.Key.Method,
        Expression = result.Key.Expression,
        Context = result.Key.Context,
        Task = result.Key.Task,
        Preferences = result.Key.Preferences,
        N = result.N,
        Metrics = result.Metrics,
        GainOverBlind = result.GainOverBlind.Count > 0 ? result.GainOverBlind : null,
        Chance = Chance.Of(result.Key.Task),
        EvidenceInPrompt = result.EvidenceInPrompt,
        RecallAt5 = result.EvidenceRetrieved,
        StepShares = result.StepShares.Count > 0 ? result.StepShares : null,
        Invalid = result.Count(TrialOutcome.Invalid),
        Unjudged = result.Count(TrialOutcome.Unjudged),
        Refused = result.Count(TrialOutcome.Refused),
        Failed = result.Count(TrialOutcome.Failed),
        CutOff = result.CutOff,
    };
}
