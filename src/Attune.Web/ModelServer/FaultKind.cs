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

    /// <summary>A refusal in place of the answer. This and the following are drawn only where they are named.</summary>
    Refusal,

    /// <summary>Half of the answer, which does not say that it was cut off.</summary>
    BrokenJson,

    /// <summary>A JSON answer whose first list lacks its last item.</summary>
    WrongCount,

    /// <summary>A JSON answer in which the first preference has another type, or the first text is a number.</summary>
    WrongType,
}
