using Attune.Statistics;

namespace Attune.Reports;

/// <summary>A condition and what its trials came to.</summary>
public sealed record ReportedCondition
{
    /// <summary>The dataset's name.</summary>
    public required string Dataset { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>The method's name.</summary>
    public required string Method { get; init; }

    /// <summary>Null for the blind floor.</summary>
    public string? Expression { get; init; }

    /// <summary>Null for the blind floor.</summary>
    public string? Context { get; init; }

    /// <summary>The task.</summary>
    public required string Task { get; init; }

    /// <summary><c>original</c> or <c>generalized</c>.</summary>
    public required string Preferences { get; init; }

    /// <summary>Scored trials; of preference pairs, verdicts that can be read.</summary>
    public required int N { get; init; }

    /// <summary>Mean and 95% interval by metric.</summary>
    public required IReadOnlyDictionary<string, Estimate> Metrics { get; init; }

    /// <summary>Paired difference to the blind floor by metric; null for the floor itself and where it was not run.</summary>
    public IReadOnlyDictionary<string, Estimate>? GainOverBlind { get; init; }

    /// <summary>What guessing scores; null for open questions.</summary>
    public double? Chance { get; init; }

    /// <summary>Mean share of revealing turns in the prompt as sent; null without history.</summary>
    public double? EvidenceInPrompt { get; init; }

    /// <summary>Share of trials in which rag quoted a revealing turn; null for other methods.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("recall_at_5")]
    public double? RecallAt5 { get; init; }

    /// <summary>As <see cref="Runs.ConditionResult{TKey}.StepShares"/>; null where the method takes no steps.</summary>
    public IReadOnlyDictionary<string, double>? StepShares { get; init; }

    /// <summary>Answers without a clear choice.</summary>
    public required int Invalid { get; init; }

    /// <summary>Answers without a score from the judge.</summary>
    public required int Unjudged { get; init; }

    /// <summary>Answers that decline.</summary>
    public required int Refused { get; init; }

    /// <summary>Calls that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Answers that were cut off at the model's output limit, whatever became of them: those that could be scored as far as they go are in the mean.</summary>
    public required int CutOff { get; init; }
}
