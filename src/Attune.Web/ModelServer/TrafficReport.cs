namespace Attune.Web.ModelServer;

/// <summary>What <c>GET /stats</c> tells: counts since the start or the last reset.</summary>
internal sealed record TrafficReport
{
    public required string Model { get; init; }

    /// <summary>By endpoint; each attempt counts.</summary>
    public required IReadOnlyDictionary<string, long> Requests { get; init; }

    /// <summary>Requests for which the model answered, whatever fault its answer met on the way.</summary>
    public required long Answered { get; init; }

    /// <summary>Requests that were wrong and got an error in their vendor's shape.</summary>
    public required long Refused { get; init; }

    /// <summary>Requests that met a rate limit of the server's.</summary>
    public required long Limited { get; init; }

    /// <summary>Requests without the key that the server asks for. They are counted nowhere else.</summary>
    public required long Unauthorized { get; init; }

    /// <summary>Of the answered requests.</summary>
    public required TokenCounts Tokens { get; init; }

    /// <summary>Injected faults by kind.</summary>
    public required IReadOnlyDictionary<string, long> Faults { get; init; }

    /// <summary>Left out without <c>--prefix-cache</c>.</summary>
    public PrefixCacheCounts? PrefixCache { get; init; }

    public required int InFlight { get; init; }

    public required int PeakInFlight { get; init; }

    /// <summary>Processor time of the whole process.</summary>
    public required double CpuSeconds { get; init; }
}

/// <summary>Input includes what was cached.</summary>
internal sealed record TokenCounts(long Input, long Output, long Cached);

/// <summary>A miss could have been cached and was not; prompts that are too short or unmarked are neither.</summary>
internal sealed record PrefixCacheCounts(long Hits, long Misses, int Entries);
