using System.Text.Json.Serialization;
using Attune.Models;

namespace Attune.Reports;

/// <summary>What a run used, models and judge together.</summary>
/// <param name="InputTokens">Input tokens, cached ones included.</param>
/// <param name="CachedInputTokens">Of these, read from the endpoint's cache.</param>
/// <param name="OutputTokens">Output tokens.</param>
/// <param name="CostUsd">US dollars; null where a price is unknown, or what an attempt took.</param>
/// <param name="CostAtLeastUsd">US dollars for the calls that said what they took; null where a price is unknown.</param>
/// <param name="ByRole">The same by role and model; calls of trials that failed or have not ended included.</param>
public sealed record ReportedUsage(
    long InputTokens, long CachedInputTokens, long OutputTokens, [property: JsonConverter(typeof(DollarsJson))] double? CostUsd,
    [property: JsonConverter(typeof(DollarsJson))] double? CostAtLeastUsd, IReadOnlyList<RoleReport> ByRole);
