using System.Collections.Concurrent;

namespace Attune.Providers.Limits;

/// <summary>The limiters, one for each account: a base URL and a key. Thread-safe.</summary>
internal sealed class AccountLimiters(TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Url, string? Key), Lazy<AccountLimiter>> _accounts = new();

    /// <summary>What each has done so far, by URL.</summary>
    public IReadOnlyList<LimiterReport> Reports =>
        [.. _accounts.Values.Select(a => a.Value.Report()).OrderBy(r => r.Endpoint.AbsoluteUri, StringComparer.Ordinal)];

    /// <summary>The limiter of an endpoint's account.</summary>
    /// <param name="endpoint">Where, and with which key.</param>
    /// <param name="limits">Read when the account is first seen.</param>
    public AccountLimiter Of(Endpoint endpoint, EndpointLimits? limits) =>
        _accounts.GetOrAdd((endpoint.Url.AbsoluteUri.TrimEnd('/'), endpoint.Key), _ => new(() => new(endpoint.Url, limits, time))).Value;
}
