using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.Judging;
using Attune.Models;
using Microsoft.Extensions.AI;

namespace Attune.Runs;

/// <summary>A finished trial: one line of <c>trials.jsonl</c>.</summary>
public sealed record TrialRecord
{
    /// <summary>Derived from condition, query and form: the same trial has the same key in every run.</summary>
    public required string Key { get; init; }

    /// <summary>The cell of the experiment.</summary>
    public required Condition Condition { get; init; }

    /// <summary>The user.</summary>
    public required string UserId { get; init; }

    /// <summary>The query; for a preference pair, the pair.</summary>
    public required string QueryId { get; init; }

    /// <summary>For true-false, which of the two questions; for a preference pair, which of its two users: <c>a</c> or <c>b</c>.</summary>
    public string? Form { get; init; }

    /// <summary>What became of it.</summary>
    public required TrialOutcome Outcome { get; init; }

    /// <summary><c>accuracy</c> 0 or 1, or <c>awareness</c>, <c>alignment</c>, <c>quality</c> 1 to 5; only what was scored.</summary>
    public Dictionary<string, double> Scores { get; init => field = value ?? []; } = [];

    /// <summary>The model's answer, whole.</summary>
    public string? Answer { get; init; }

    /// <summary>Why the answer ended, in the endpoint's word, where it did not end by itself: <c>length</c> for one that was cut off at the output limit.</summary>
    public string? Finish { get; init; }

    /// <summary>What a classification answer was read as.</summary>
    public string? Choice { get; init; }

    /// <summary>What would have been right.</summary>
    public string? Expected { get; init; }

    /// <summary>For multiple choice, the dataset's labels in the order shown.</summary>
    public IReadOnlyList<string>? OptionOrder { get; init; }

    /// <summary>For an open answer, the judge's word by dimension.</summary>
    public Dictionary<string, Verdict>? Verdicts { get; init; }

    /// <summary>What the method had the model write on the way to the answer; null where it takes no steps.</summary>
    public IReadOnlyList<TrialStep>? Steps { get; init; }

    /// <summary>Null for the blind floor, which has no history.</summary>
    public TrialEvidence? Evidence { get; init; }

    /// <summary>Tokens of the history after truncation and before any method or window.</summary>
    public long HistoryTokens { get; init; }

    /// <summary>Tokens of random sessions that were left out of the history to make it fit.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long HistoryTokensCut { get; init; }

    /// <summary>Identity of the first prompt as sent.</summary>
    public string? PromptHash { get; init; }

    /// <summary>Tokens of the model's calls; those answered from the response cache were not bought and do not count.</summary>
    public TokenUsage Usage { get; init => field = value ?? TokenUsage.None; } = TokenUsage.None;

    /// <summary>US dollars for the model; null where its price is unknown, or what an attempt took.</summary>
    public double? CostUsd { get; init; }

    /// <summary>US dollars for those of the model's calls that said what they took, where others did not; null where <see cref="CostUsd"/> has them all, or the price is unknown.</summary>
    public double? CostAtLeastUsd { get; init; }

    /// <summary>Milliseconds of the model's calls that were answered; waiting in queues and between attempts not included.</summary>
    public double LatencyMs { get; init; }

    /// <summary>Calls made to the model, those made again after a fault and those of earlier runs that failed included; 0 where the answer came from the response cache.</summary>
    public int Attempts { get; init; }

    /// <summary>Different prompts that the method sent; null where it was one.</summary>
    public int? Prompts { get; init; }

    /// <summary>Of these, refused because of the endpoint's limits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Throttled { get; init; }

    /// <summary>Of the attempts, those whose tokens nobody knows, though they may have been billed: answers without usage, broken ones, and calls that broke off.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int AttemptsWithoutUsage { get; init; }

    /// <summary>Tokens of the judge's calls; null where nothing was judged.</summary>
    public TokenUsage? JudgeUsage { get; init; }

    /// <summary>US dollars for the judge; null where its price is unknown, or what an attempt took, or nothing was judged.</summary>
    public double? JudgeCostUsd { get; init; }

    /// <summary>As <see cref="CostAtLeastUsd"/>, of the judge's calls together.</summary>
    public double? JudgeCostAtLeastUsd { get; init; }

    /// <summary>As <see cref="LatencyMs"/>, of the judge's calls together.</summary>
    public double? JudgeLatencyMs { get; init; }

    /// <summary>As <see cref="Attempts"/>, of the judge's calls together.</summary>
    public int? JudgeAttempts { get; init; }

    /// <summary>As <see cref="Throttled"/>, of the judge's calls together; null where none was.</summary>
    public int? JudgeThrottled { get; init; }

    /// <summary>As <see cref="AttemptsWithoutUsage"/>, of the judge's calls together; null where none was.</summary>
    public int? JudgeAttemptsWithoutUsage { get; init; }

    /// <summary>Tokens that a budget counts for the attempts without usage, model's and judge's together: the most that they can have taken. Null where there are none.</summary>
    public long? ReservedTokens { get; init; }

    /// <summary>US dollars for them; null where there are none, or no price is known.</summary>
    public double? ReservedUsd { get; init; }

    /// <summary>Why it failed.</summary>
    public string? Error { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }

    /// <summary>True where the answer was cut off at the model's output limit.</summary>
    [JsonIgnore]
    internal bool IsCutOff => Finish == ChatFinishReason.Length.Value;

    /// <summary>US dollars for the model's calls, as far as they are known.</summary>
    [JsonIgnore]
    internal double? CountedUsd => CostUsd ?? CostAtLeastUsd;

    /// <summary>US dollars for the judge's calls, as far as they are known; 0 where it was not asked.</summary>
    [JsonIgnore]
    internal double? JudgeCountedUsd => JudgeUsage is null ? 0 : JudgeCostUsd ?? JudgeCostAtLeastUsd;

    /// <summary>Of two records of one trial, the later one: what a trial took only grows.</summary>
    internal bool IsNotBefore(TrialRecord other) => Attempts + (JudgeAttempts ?? 0) >= other.Attempts + (other.JudgeAttempts ?? 0);

    /// <summary>This trial with what calls to its model took besides.</summary>
    internal TrialRecord WithCalls(CallMeter meter)
    {
        var cost = CostUsd + meter.CostUsd;
        return this with
        {
            Attempts = Attempts + meter.Attempts,
            Throttled = Throttled + meter.Throttled,
            AttemptsWithoutUsage = AttemptsWithoutUsage + meter.WithoutUsage,
            LatencyMs = Math.Round(LatencyMs + meter.LatencyMs, 3),
            Usage = Usage + meter.Usage,
            CostUsd = cost,
            CostAtLeastUsd = cost is null ? CountedUsd + meter.CountedUsd : null,
        };
    }

    /// <summary>This trial with what calls to the judge took besides.</summary>
    internal TrialRecord WithJudgeCalls(CallMeter meter)
    {
        var cost = (JudgeUsage is null ? 0 : JudgeCostUsd) + meter.CostUsd;
        return this with
        {
            JudgeUsage = (JudgeUsage ?? TokenUsage.None) + meter.Usage,
            JudgeAttempts = (JudgeAttempts ?? 0) + meter.Attempts,
            JudgeThrottled = (JudgeThrottled ?? 0) + meter.Throttled is > 0 and var throttled ? throttled : null,
            JudgeAttemptsWithoutUsage = (JudgeAttemptsWithoutUsage ?? 0) + meter.WithoutUsage is > 0 and var untold ? untold : null,
            JudgeLatencyMs = Math.Round((JudgeLatencyMs ?? 0) + meter.LatencyMs, 3),
            JudgeCostUsd = cost,
            JudgeCostAtLeastUsd = cost is null ? JudgeCountedUsd + meter.CountedUsd : null,
        };
    }
}
