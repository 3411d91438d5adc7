namespace Attune.Models.Caching;

/// <summary>What a store holds, and what it has saved since each answer was stored.</summary>
public sealed record CacheStatistics
{
    /// <summary>Where it is; null in memory.</summary>
    public string? File { get; init; }

    /// <summary>Answers.</summary>
    public required long Responses { get; init; }

    /// <summary>Different beginnings, of all messages but the last: histories, and the rubrics of a judge whose answers are stored. Requests of one message have none.</summary>
    public required long Prefixes { get; init; }

    /// <summary>Bytes on disk; in memory, of the answers' texts and digests.</summary>
    public required long Bytes { get; init; }

    /// <summary>Requests that were answered from the store.</summary>
    public long Hits => Models.Sum(m => m.Hits);

    /// <summary>Input tokens that these would have cost.</summary>
    public long SavedInputTokens => Models.Sum(m => m.SavedInputTokens);

    /// <summary>Output tokens that these would have cost.</summary>
    public long SavedOutputTokens => Models.Sum(m => m.SavedOutputTokens);

    /// <summary>When the oldest answer was stored; null where there is none.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>When the newest answer was stored; null where there is none.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>The same by model, parameters and endpoint, in the order of their names.</summary>
    public required IReadOnlyList<CachedModel> Models { get; init; }
}
