using Attune.Models;
using Attune.Runs.Costs;
using Attune.Runs.Pairs;
using Attune.Statistics;

namespace Attune.Runs;

/// <summary>The scores of one or more runs, held without answers and prompts, to be summarised in any grouping.</summary>
public sealed class RunResults
{
    private readonly List<Row> _rows = [];
    private readonly Dictionary<BlindKey, IReadOnlyDictionary<string, double>> _blind = [];
    private readonly CutHistories _cut = new();
    private readonly CallNotes _calls = new();
    private readonly TrialCauses _causes = new();
    private readonly Dictionary<Condition, Condition> _conditions = [];
    private readonly SharedParts _shared = new();
    private readonly Dictionary<(string Role, string Model), RoleUsage> _byRole = [];
    private readonly IReadOnlyDictionary<string, ModelFacts> _models;
    private readonly PairResults _pairs;
    private readonly List<ContestRecord> _contests = [];
    private readonly string _judge;
    private readonly long _seed;
    private Cost _cost = Cost.None;

    private RunResults(RunRecord? record)
    {
        (_seed, _judge, _models) = (record?.Identity.Seed ?? 0, record?.Identity.Judge ?? "", record?.Models ?? new Dictionary<string, ModelFacts>());
        _pairs = new(_seed);
    }

    /// <summary>Names of the metrics, in the order of reports.</summary>
    public static IReadOnlyList<string> Metrics { get; } = ["accuracy", "awareness", "alignment", "quality", PairResults.Metric];

    /// <summary>The metrics that a task is scored by.</summary>
    public static IEnumerable<string> MetricsOf(string task) =>
        task == Word.Of(Tasks.TaskKind.OpenEnded) ? ["awareness", "alignment", "quality"] : task == Word.Of(Tasks.TaskKind.Pair) ? [PairResults.Metric] : ["accuracy"];

    /// <summary>Tokens of all models, judges and evaluators.</summary>
    public TokenUsage Usage { get; private set; } = TokenUsage.None;

    /// <summary>US dollars; null where the price of any call is unknown, or what it took.</summary>
    public double? CostUsd => _cost.Usd;

    /// <summary>US dollars for the calls that said what they took; null where any price is unknown.</summary>
    public double? CostAtLeastUsd => _cost.AtLeastUsd;

    /// <summary>Trials by outcome.</summary>
    public IReadOnlyDictionary<TrialOutcome, int> Outcomes => _rows.CountBy(r => r.Outcome).ToDictionary();

    /// <summary>Answers that were cut off at the model's output limit, whatever their outcome.</summary>
    public int CutOff => _rows.Count(r => r.IsCutOff);

    /// <summary>How the verdicts on pairs stand; none is planned where there are none.</summary>
    internal EvaluationTotals Verdicts { get; private set; } = new();

    /// <summary>How contests stand.</summary>
    internal EvaluationTotals ContestTotals { get; private set; } = new();

    /// <summary>What a reader should know of what was really asked.</summary>
    public IReadOnlyList<string> Notes => [.. _cut.Notes, .. _calls.Notes];

    /// <summary>Why trials have no score, the most frequent causes of each outcome first.</summary>
    public IReadOnlyList<TrialCause> Causes => _causes.All;

    /// <summary>What each model took as candidate, the judge as judge, and evaluators as such.</summary>
    internal IReadOnlyDictionary<(string Role, string Model), RoleUsage> ByRole => _byRole;

    /// <summary>Trials, and for each verdict on a pair that can be read a row of its own.</summary>
    internal IEnumerable<Row> Rows => _rows.Concat(_pairs.Rows);

    internal long Seed => _seed;

    /// <summary>Reads the log of a run as a stream. What trials took that have not ended is in usage and cost, and they are in nothing else.</summary>
    /// <exception cref="BadInputException">The log is damaged.</exception>
    public static RunResults Read(RunFolder folder)
    {
        var results = new RunResults(folder.ReadRecord());
        var unfinished = folder.ReadUnfinished().ToDictionary(t => t.Key, StringComparer.Ordinal);
        foreach (var trial in folder.ReadTrials())
        {
            results.Add(trial);
            results.AddCalls(unfinished.Remove(trial.Key, out var begun) && begun.IsNotBefore(trial) ? begun : trial);
        }

        foreach (var begun in unfinished.Values) results.AddCalls(begun);
        foreach (var verdict in folder.ReadVerdicts()) results.Add(verdict);
        foreach (var contest in folder.ReadContests()) results.Add(contest);
        foreach (var pair in results._pairs.Rows.Where(r => r.Condition.Method == Methods.Method.NoHistory)) results._blind[pair.Blind] = pair.Scores;
        return results;
    }

    /// <summary>One result for each distinct value of <paramref name="group"/>, in the order met.</summary>
    /// <param name="group">Maps a condition to what its trials are pooled by.</param>
    public IReadOnlyList<ConditionResult<TKey>> By<TKey>(Func<Condition, TKey> group)
        where TKey : notnull
    {
        var grouped = new Dictionary<Condition, TKey>(ReferenceEqualityComparer.Instance);
        foreach (var row in _rows)
            if (!grouped.ContainsKey(row.Condition)) grouped[row.Condition] = group(row.Condition);
        return Summarised(_rows.GroupBy(r => grouped[r.Condition]), _pairs.Rows.ToLookup(r => group(r.Condition)));
    }

    /// <summary>One result for each distinct value of <paramref name="group"/> among these trials, in the order met; verdicts on pairs are in none.</summary>
    internal IReadOnlyList<ConditionResult<TKey>> By<TKey>(Func<Row, bool> which, Func<Row, TKey> group)
        where TKey : notnull => Summarised(_rows.Where(which).GroupBy(group), Array.Empty<Row>().ToLookup(group));

    /// <summary>The pass rates of preference pairs: one result for each evaluator and distinct value of <paramref name="group"/>, in the order met; empty where no pair was asked.</summary>
    /// <param name="group">Maps a condition to what its pairs are pooled by.</param>
    public IReadOnlyList<PassRateResult<TKey>> PassRatesBy<TKey>(Func<Condition, TKey> group)
        where TKey : notnull => _pairs.By(group, row => _blind.TryGetValue(row.Blind, out var blind) ? blind[PairResults.Metric] : null);

    /// <summary>Whose words <see cref="Contests"/> counts; each evaluator's and all people's for themselves by default.</summary>
    public ContestVoters Voters { get; set; }

    /// <summary>What contests of models and methods on preference pairs came to, as <see cref="Voters"/> says; empty where there were none.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public IReadOnlyList<ContestResult> Contests(CancellationToken cancellationToken = default) => ContestResult.Of(_contests, Voters, _pairs.LeaderOf, _seed, cancellationToken);

    /// <summary>Each group hangs on its own trials alone, so they are summarised at once on all processors.</summary>
    private IReadOnlyList<ConditionResult<TKey>> Summarised<TKey>(IEnumerable<IGrouping<TKey, Row>> groups, ILookup<TKey, Row> pairs) =>
        [.. groups.AsParallel().AsOrdered().Select(g => Summarise(g.Key, [.. g], pairs[g.Key]))];

    internal static (double Lowest, double Highest) RangeOf(string metric) => metric is "accuracy" or PairResults.Metric ? (0, 1) : (1, 5);

    private void Add(TrialRecord trial)
    {
        if (!_conditions.TryGetValue(trial.Condition, out var condition)) _conditions[trial.Condition] = condition = trial.Condition;
        var row = new Row(
            condition, _shared.Of(trial.UserId), _shared.Of(trial.QueryId), _shared.OfOptional(trial.Form), trial.Outcome, trial.IsCutOff, _shared.Of(trial.Scores), trial.Evidence, _shared.Of(trial.Steps));
        _rows.Add(row);
        _cut.Add(trial);
        _calls.AddAnswer(trial);
        _causes.Add(trial, _judge);
        if (trial.Condition.Method == Methods.Method.NoHistory && row.IsScored) _blind[row.Blind] = row.Scores;
    }

    private void AddCalls(TrialRecord trial)
    {
        Usage += trial.Usage + (trial.JudgeUsage ?? TokenUsage.None);
        _cost += Cost.Of(trial);
        Usages("candidate", trial.Condition.Model).Add(
            trial.Usage, (trial.CostUsd, trial.CountedUsd), trial.Attempts, trial.Prompts ?? 1, trial.Throttled, trial.LatencyMs, trial.AttemptsWithoutUsage);
        if (trial.JudgeUsage is { } judged)
        {
            Usages("judge", _judge).Add(
                judged, (trial.JudgeCostUsd, trial.JudgeCountedUsd), trial.JudgeAttempts ?? 0, trial.Verdicts?.Count ?? 0, trial.JudgeThrottled ?? 0, trial.JudgeLatencyMs ?? 0, trial.JudgeAttemptsWithoutUsage ?? 0);
        }

        _calls.AddCalls(trial, _judge);
    }

    private void Add(VerdictRecord verdict)
    {
        _pairs.Add(verdict);
        if (verdict.IsWhole) Verdicts = Verdicts.With(verdict, found: false);
        AddCalls(verdict, verdict.Orders.Count);
    }

    private void Add(ContestRecord contest)
    {
        _contests.Add(contest with { Orders = [.. contest.Orders.Select(o => o with { Rationale = null })] });
        if (contest.Person is not null) return; // nobody called them, and no experiment plans them
        if (contest.IsWhole) ContestTotals = ContestTotals.With(contest, found: false);
        AddCalls(contest, contest.Orders.Count);
    }

    private void AddCalls(EvaluationRecord record, int wanted)
    {
        Usage += record.Usage;
        _cost += Cost.Of(record);
        Usages("evaluator", record.Evaluator).Add(
            record.Usage, (record.CostUsd, record.CountedUsd), record.Attempts, wanted, record.Throttled, record.LatencyMs, record.AttemptsWithoutUsage);
        _calls.AddCalls(record);
    }

    private RoleUsage Usages(string role, string model)
    {
        if (_byRole.TryGetValue((role, model), out var known)) return known;
        return _byRole[(role, model)] = new(EmbeddedModels.IsNamed(model) ? ModelPrice.Free : _models.GetValueOrDefault(model)?.Price);
    }

    private ConditionResult<TKey> Summarise<TKey>(TKey key, IReadOnlyList<Row> rows, IEnumerable<Row> pairs)
    {
        var scored = rows.Where(r => r.IsScored).Concat(pairs).ToList();
        var metrics = new Dictionary<string, Estimate>();
        var gains = new Dictionary<string, Estimate>();
        foreach (var metric in Metrics)
        {
            var (lowest, highest) = RangeOf(metric);
            var (mean, gain) = (new ClusteredMean(), new ClusteredMean());
            foreach (var row in scored)
            {
                if (!row.Scores.TryGetValue(metric, out var score)) continue;
                mean.Add(row.UserId, score);
                if (row.Condition.Method != Methods.Method.NoHistory && _blind.TryGetValue(row.Blind, out var blind)) gain.Add(row.UserId, score - blind[metric]);
            }

            if (mean.Estimate(_seed, lowest, highest) is { } estimate) metrics[metric] = estimate;
            if (gain.Estimate(_seed, lowest - highest, highest - lowest) is { } gained) gains[metric] = gained;
        }

        var withEvidence = rows.Where(r => r.Evidence is { Turns: > 0 }).Select(r => r.Evidence!).ToList();
        var retrieved = withEvidence.Where(e => e.Retrieved is not null).ToList();
        return new(key, scored.Count, metrics, gains)
        {
            // Sorted, so that the last digit does not hang on which trial ended first.
            EvidenceInPrompt = withEvidence.Count > 0 ? withEvidence.Select(e => (double)e.InPrompt / e.Turns).Order().Average() : null,
            EvidenceRetrieved = retrieved.Count > 0 ? retrieved.Average(e => e.Retrieved > 0 ? 1.0 : 0.0) : null,
            StepShares = StepShares(rows, scored),
            Outcomes = rows.CountBy(r => r.Outcome).ToDictionary(),
            CutOff = rows.Count(r => r.IsCutOff),
        };
    }

    /// <summary>Trials that ended without taking a step are in its share: nothing was named.</summary>
    private static IReadOnlyDictionary<string, double> StepShares(IReadOnlyList<Row> rows, IReadOnlyList<Row> scored)
    {
        var shares = new Dictionary<string, double>();
        foreach (var method in rows.Where(r => r.Outcome != TrialOutcome.Failed).GroupBy(r => r.Condition.Method).OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            var names = method.SelectMany(r => r.Steps ?? []).Select(s => s.Name).Distinct().ToList();
            foreach (var name in names) shares[name] = method.Average(r => r.Steps?.Any(s => s.Name == name && s.NamesPreference) == true ? 1.0 : 0.0);
            var ended = scored.Where(r => r.Condition.Method == method.Key).ToList();
            if (names.Count > 0 && ended.Count > 0) shares["answer"] = ended.Average(r => r.Fits ? 1.0 : 0.0);
        }

        return shares;
    }

    /// <summary>A trial's scores and nothing that takes room.</summary>
    internal sealed record Row(
        Condition Condition, string UserId, string QueryId, string? Form, TrialOutcome Outcome, bool IsCutOff, IReadOnlyDictionary<string, double> Scores, TrialEvidence? Evidence,
        IReadOnlyList<(string Name, bool NamesPreference)>? Steps)
    {
        public bool IsScored => Outcome == TrialOutcome.Scored;

        /// <summary>The answer is right, or honours the preference, or is told from that to the opposed one.</summary>
        public bool Fits => Scores.GetValueOrDefault("accuracy") >= 1 || Scores.GetValueOrDefault("alignment") >= 4 || Scores.GetValueOrDefault(PairResults.Metric) >= 1;

        public BlindKey Blind => new(Condition.Dataset, Condition.Model, Condition.Task, QueryId, Form);
    }

    /// <summary>What a trial and its blind counterpart have in common.</summary>
    internal readonly record struct BlindKey(string Dataset, string Model, string Task, string QueryId, string? Form);
}
