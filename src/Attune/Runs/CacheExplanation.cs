namespace Attune.Runs;

/// <summary>How much of an experiment the response cache can answer, and why it cannot answer the rest.</summary>
public sealed record CacheExplanation
{
    /// <summary>Trials that were looked at.</summary>
    public required int Trials { get; init; }

    /// <summary>Trials of the experiment.</summary>
    public required int Planned { get; init; }

    /// <summary>Requests by model, in the order of their names.</summary>
    public required IReadOnlyList<ExplainedModel> Models { get; init; }

    /// <summary>Requests to the judge about answers that are not stored: they cannot be known before.</summary>
    public required int UnknownJudgeRequests { get; init; }

    /// <summary>The first request that is not stored while others to the same model with the same beginning are, or else the first that is not stored; null where all are.</summary>
    public MissingRequest? First { get; init; }
}
