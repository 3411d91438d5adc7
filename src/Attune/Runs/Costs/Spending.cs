using Attune.Models;
using Attune.Runs.Pairs;

namespace Attune.Runs.Costs;

/// <summary>What calls to endpoints cost. Embedded models cost neither money nor tokens.</summary>
/// <param name="Usd">US dollars; 0 where the price is unknown.</param>
/// <param name="Tokens">Input and output tokens, those read from a cache included.</param>
internal readonly record struct Spending(double Usd, long Tokens)
{
    public static Spending operator +(Spending a, Spending b) => new(a.Usd + b.Usd, a.Tokens + b.Tokens);

    public static Spending operator -(Spending a, Spending b) => new(a.Usd - b.Usd, a.Tokens - b.Tokens);

    /// <summary>So many of the same.</summary>
    public static Spending operator *(int times, Spending each) => new(times * each.Usd, times * each.Tokens);

    /// <summary>What a logged trial has cost so far; for calls that did not say, what was reserved for them.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="judge">The name of the run's judge.</param>
    public static Spending Of(TrialRecord trial, string judge) =>
        Of(trial.Condition.Model, trial.Usage, trial.CountedUsd) + Of(judge, trial.JudgeUsage ?? TokenUsage.None, trial.JudgeCountedUsd)
        + new Spending(trial.ReservedUsd ?? 0, trial.ReservedTokens ?? 0);

    /// <summary>What a logged evaluation has cost so far, counted likewise.</summary>
    public static Spending Of(EvaluationRecord record) =>
        Of(record.Evaluator, record.Usage, record.CountedUsd) + new Spending(record.ReservedUsd ?? 0, record.ReservedTokens ?? 0);

    private static Spending Of(string model, TokenUsage usage, double? usd) =>
        EmbeddedModels.IsNamed(model) ? default : new(usd ?? 0, usage.Input + usage.Output);
}
