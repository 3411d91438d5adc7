using System.Text.Json.Serialization;
using Attune.Models;

namespace Attune.Reports;

/// <summary>What a run used, models and judge together.</summary>
/// <param name="InputTokens">Input tokens, cached ones included.</param>
/// <param name="CachedInputTokens">Of these, read from the endpoint's cache.</param>
/// <param name="OutputTokens">Output tokens.</param>
/// <param name="CostUsd">US dollars; null where a price is unknown.</param>
/// <param name="ByRole">The same by role and model; what the last line of each trial says, earlier attempts at it not included.</param>
public sealed record ReportedUsage(
    long InputTokens, long CachedInputTokens, long OutputTokens, [property: JsonConverter(typeof(DollarsJson))] double? CostUsd, IReadOnlyList<RoleReport> ByRole);
