namespace Attune.Web.ModelServer;

/// <summary>What can go wrong with an answer on purpose.</summary>
public enum FaultKind
{
    /// <summary>Status 429 at once, without a word on when to come again.</summary>
    RateLimited,

    /// <summary>Status 429 at once, with <c>Retry-After: 1</c>.</summary>
    RateLimitedRetryAfter,

    /// <summary>Status 500 after the latency.</summary>
    ServerError,

    /// <summary>The connection is cut after the latency; a streamed answer's in the middle.</summary>
    Drop,

    /// <summary>The body trickles in over <see cref="ModelHostOptions.SlowBody"/>.</summary>
    Slow,

    /// <summary>Status 200, and JSON that breaks off in the middle.</summary>
    Malformed,

    /// <summary>Status 200, and no choice, content or embedding in the answer.</summary>
    Empty,

    /// <summary>Half of the answer, which says that it ran out of output tokens. Embeddings do not have it.</summary>
    Truncated,
}
