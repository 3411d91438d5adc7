using Attune.Runs.Pairs;

namespace Attune.Runs.Costs;

/// <summary>What calls cost in US dollars: the one rule by which reports and the console add up a run.</summary>
/// <param name="Usd">All of it; null where the price of any call is unknown, or what it took.</param>
/// <param name="AtLeastUsd">Of the calls that said what they took; null where any price is unknown.</param>
internal readonly record struct Cost(double? Usd, double? AtLeastUsd)
{
    /// <summary>No call.</summary>
    public static Cost None { get; } = new(0, 0);

    public static Cost operator +(Cost a, Cost b) => new(a.Usd + b.Usd, a.AtLeastUsd + b.AtLeastUsd);

    /// <summary>A trial's, model and judge together.</summary>
    public static Cost Of(TrialRecord trial) => OfTrial(trial.CostUsd, trial.CostAtLeastUsd, trial.JudgeUsage is not null, trial.JudgeCostUsd, trial.JudgeCostAtLeastUsd);

    /// <summary>The same from the fields of a log's line.</summary>
    public static Cost OfTrial(double? usd, double? atLeastUsd, bool isJudged, double? judgeUsd, double? judgeAtLeastUsd) =>
        new Cost(usd, usd ?? atLeastUsd) + (isJudged ? new(judgeUsd, judgeUsd ?? judgeAtLeastUsd) : None);

    /// <summary>An evaluator's; nothing for what a person said.</summary>
    public static Cost Of(EvaluationRecord record) => new(record.CostUsd, record.CountedUsd);
}
