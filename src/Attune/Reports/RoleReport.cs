using System.Text.Json.Serialization;
using Attune.Models;

namespace Attune.Reports;

/// <summary>What one model took in one role.</summary>
public sealed record RoleReport
{
    /// <summary><c>candidate</c>, who is measured, <c>judge</c>, or <c>evaluator</c> of preference pairs.</summary>
    public required string Role { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Calls, each counted once however often it was made again; answers from the response cache are none.</summary>
    public required long Calls { get; init; }

    /// <summary>Input tokens, cached and written ones included.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Of these, read from the endpoint's cache.</summary>
    public required long CachedInputTokens { get; init; }

    /// <summary>Of these, written to the endpoint's cache, where it bills them apart.</summary>
    public required long CacheWriteTokens { get; init; }

    /// <summary>Output tokens.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>US dollars; null where a price was unknown, or what an attempt took.</summary>
    [JsonConverter(typeof(DollarsJson))]
    public required double? CostUsd { get; init; }

    /// <summary>US dollars for the calls that said what they took; null where a price was unknown.</summary>
    [JsonConverter(typeof(DollarsJson))]
    public required double? CostAtLeastUsd { get; init; }

    /// <summary>US dollars that the calls would have cost more if nothing were read from a cache nor written to one; below 0 where writing cost more than reading saved, null where that is unknown.</summary>
    [JsonConverter(typeof(DollarsJson))]
    public required double? SavedByPrefixUsd { get; init; }

    /// <summary>Milliseconds that half of the trials' calls stayed within; a judge's calls for one trial count together.</summary>
    [JsonPropertyName("latency_p50_ms")]
    public required double? LatencyP50Ms { get; init; }

    /// <summary>The same for 95% of them.</summary>
    [JsonPropertyName("latency_p95_ms")]
    public required double? LatencyP95Ms { get; init; }

    /// <summary>The same for 99% of them.</summary>
    [JsonPropertyName("latency_p99_ms")]
    public required double? LatencyP99Ms { get; init; }

    /// <summary>Calls as often as they were made.</summary>
    public required long Attempts { get; init; }

    /// <summary>Of these, calls made again after a fault.</summary>
    public required long Retried { get; init; }

    /// <summary>Attempts that the endpoint refused because of its limits.</summary>
    public required long Throttled { get; init; }

    /// <summary>Attempts whose tokens nobody knows, though they may have been billed: they are in no sum.</summary>
    public required long AttemptsWithoutUsage { get; init; }
}
