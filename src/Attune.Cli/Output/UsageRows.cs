using System.Globalization;
using Attune.Reports;

namespace Attune.Cli.Output;

/// <summary>Usage by role and model, one row each, in full and under the names of the JSON document.</summary>
internal static class UsageRows
{
    private static readonly string[] Header =
    [
        "role", "model", "calls", "input_tokens", "cached_input_tokens", "cache_write_tokens", "output_tokens", "cost_usd", "cost_at_least_usd", "saved_by_prefix_usd",
        "latency_p50_ms", "latency_p95_ms", "latency_p99_ms", "retried", "throttled", "attempts_without_usage",
    ];

    /// <summary>Header and rows.</summary>
    public static List<string[]> Of(IEnumerable<RoleReport> usage) => [Header, .. usage.Select(Row)];

    private static string[] Row(RoleReport u) =>
    [
        u.Role, u.Model, Whole(u.Calls), Whole(u.InputTokens), Whole(u.CachedInputTokens), Whole(u.CacheWriteTokens), Whole(u.OutputTokens),
        Dollars(u.CostUsd), Dollars(u.CostAtLeastUsd), Dollars(u.SavedByPrefixUsd), Whole(u.LatencyP50Ms), Whole(u.LatencyP95Ms), Whole(u.LatencyP99Ms), Whole(u.Retried), Whole(u.Throttled),
        Whole(u.AttemptsWithoutUsage),
    ];

    private static string Whole(double? number) => number?.ToString("0", CultureInfo.InvariantCulture) ?? "";

    private static string Dollars(double? dollars) => dollars?.ToString("0.######", CultureInfo.InvariantCulture) ?? "unknown";
}
