using System.Text.Json.Serialization;
using Attune.Runs;
using Attune.Statistics;

namespace Attune.Reports;

/// <summary>Trials pooled by some fields, and what they came to.</summary>
public sealed record ReportedGroup
{
    /// <summary>The fields that they share, by name; a context or an expression is null for the blind floor, which has none.</summary>
    public required IReadOnlyDictionary<string, string?> Fields { get; init; }

    /// <summary>Scored trials.</summary>
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
    [JsonPropertyName("recall_at_5")]
    public double? RecallAt5 { get; init; }

    /// <summary>As <see cref="ConditionResult{TKey}.StepShares"/>; null where the method takes no steps.</summary>
    public IReadOnlyDictionary<string, double>? StepShares { get; init; }

    /// <summary>Answers without a clear choice.</summary>
    public required int Invalid { get; init; }

    /// <summary>Answers without a score from the judge.</summary>
    public required int Unjudged { get; init; }

    /// <summary>Answers that decline.</summary>
    public required int Refused { get; init; }

    /// <summary>Calls that failed.</summary>
    public required int Failed { get; init; }

    /// <summary>Answers that were cut off at the model's output limit.</summary>
    public required int CutOff { get; init; }

    /// <summary>A field by its name; empty where it is null or not shared.</summary>
    internal string this[string field] => Fields.GetValueOrDefault(field) ?? "";

    internal static ReportedGroup Of<TKey>(ConditionResult<TKey> result, IReadOnlyDictionary<string, string?> fields) => new()
    {
        Fields = fields,
        N = result.N,
        Metrics = result.Metrics,
        GainOverBlind = result.GainOverBlind.Count > 0 ? result.GainOverBlind : null,
        Chance = fields.GetValueOrDefault("task") is { } task ? Reports.Chance.Of(task) : null,
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
