using Attune.Statistics;

namespace Attune.Runs;

/// <summary>What a group of trials came to.</summary>
/// <param name="Key">What they were pooled by.</param>
/// <param name="N">Scored trials; of preference pairs, verdicts that can be read.</param>
/// <param name="Metrics">Mean and interval by metric.</param>
/// <param name="GainOverBlind">Mean paired difference to the same questions asked without history, by metric; empty for the blind floor itself and where it was not run.</param>
public sealed record ConditionResult<TKey>(
    TKey Key, int N, IReadOnlyDictionary<string, Estimate> Metrics, IReadOnlyDictionary<string, Estimate> GainOverBlind)
{
    /// <summary>The mean share of revealing turns that were in the prompt as sent; null without history.</summary>
    public double? EvidenceInPrompt { get; init; }

    /// <summary>The share of trials in which retrieval found a revealing turn (recall at 5 for rag's default); null without retrieval.</summary>
    public double? EvidenceRetrieved { get; init; }

    /// <summary>
    /// Where preferences are lost: by step of the method, in their order, the share of answered trials in which it names the preference, by
    /// words; then <c>answer</c>, the share of scored ones whose answer fits (right, an alignment of 4 or more, or a pair that passed). Empty where the method takes no steps.
    /// </summary>
    public IReadOnlyDictionary<string, double> StepShares { get; init; } = new Dictionary<string, double>();

    /// <summary>Trials by outcome.</summary>
    public required IReadOnlyDictionary<TrialOutcome, int> Outcomes { get; init; }

    /// <summary>Answers that were cut off at the model's output limit; those that could be scored as far as they go are in the mean.</summary>
    public int CutOff { get; init; }

    /// <summary>Trials that ended so.</summary>
    public int Count(TrialOutcome outcome) => Outcomes.GetValueOrDefault(outcome);
}
