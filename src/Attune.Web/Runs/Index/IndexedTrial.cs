using System.Text.Json.Serialization;
using Attune.Models;
using Attune.Runs;
using Attune.Runs.Costs;

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

    public TokenUsage? JudgeUsage { get; init; }

    public double? JudgeCostUsd { get; init; }

    public double? JudgeCostAtLeastUsd { get; init; }

    public int Attempts { get; init; }

    public int? JudgeAttempts { get; init; }

    public double LatencyMs { get; init; }

    public double? Score(string metric) => Scores is not null && Scores.TryGetValue(metric, out var score) ? score : null;

    [JsonIgnore]
    public Cost Cost => Cost.OfTrial(CostUsd, CostAtLeastUsd, JudgeUsage is not null, JudgeCostUsd, JudgeCostAtLeastUsd);

    [JsonIgnore]
    public int AllAttempts => Attempts + (JudgeAttempts ?? 0);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(IndexedTrial))]
internal sealed partial class IndexJson : JsonSerializerContext;
