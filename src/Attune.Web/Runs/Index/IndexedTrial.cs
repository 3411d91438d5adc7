using System.Text.Json.Serialization;
using Attune.Runs;

namespace Attune.Web.Runs.Index;

/// <summary>As much of a logged trial as the index holds; the rest of the line is passed over.</summary>
internal sealed record IndexedTrial
{
    public required string Key { get; init; }

    public required Condition Condition { get; init; }

    public required string UserId { get; init; }

    public required string QueryId { get; init; }

    public string? Form { get; init; }

    public required string Outcome { get; init; }

    public Dictionary<string, double>? Scores { get; init; }

    public string? Answer { get; init; }

    public string? Error { get; init; }

    public TrialEvidence? Evidence { get; init; }

    public long HistoryTokens { get; init; }

    public double? CostUsd { get; init; }

    public double? CostAtLeastUsd { get; init; }

    public double? JudgeCostUsd { get; init; }

    public double? JudgeCostAtLeastUsd { get; init; }

    public double LatencyMs { get; init; }

    public double? Score(string metric) => Scores is not null && Scores.TryGetValue(metric, out var score) ? score : null;

    /// <summary>US dollars for model and judge, as far as they are known.</summary>
    public double? Cost => CostUsd is null && CostAtLeastUsd is null && JudgeCostUsd is null ? null : (CostUsd ?? CostAtLeastUsd ?? 0) + (JudgeCostUsd ?? JudgeCostAtLeastUsd ?? 0);

    /// <summary>Whether it took more than <see cref="Cost"/>, by attempts of which nobody knows what they took.</summary>
    public bool IsCostPartial => (CostUsd is null && CostAtLeastUsd is not null) || (JudgeCostUsd is null && JudgeCostAtLeastUsd is not null);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IndexedTrial))]
internal sealed partial class IndexJson : JsonSerializerContext;
