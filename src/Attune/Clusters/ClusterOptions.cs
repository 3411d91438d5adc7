namespace Attune.Clusters;

/// <summary>
/// When texts count as the same, and when as being about the same. Both are shares of the way from the likeness that any two of the
/// texts have on average (0) to identity (1), so that they mean the same for embeddings in which everything is a little alike.
/// </summary>
public sealed record ClusterOptions
{
    /// <summary>From here on, a text says what another one says; above 0, at most 1.</summary>
    public double Same { get; init; } = 0.88;

    /// <summary>Clusters are joined while their texts are, on average over all pairs, at least so alike; above 0, at most 1.</summary>
    public double Alike { get; init; } = 0.5;

    /// <summary>Decides how more texts than fit one exact comparison are divided; without effect up to <see cref="TextClusters.Exact"/>.</summary>
    public long Seed { get; init; }

    /// <summary>Threads at most, at least 1; null means one for each core. Without effect on the result.</summary>
    public int? Threads { get; init; }
}
