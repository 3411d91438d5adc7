namespace Attune.Verifying;

/// <summary>A pair with all that people need to choose its query.</summary>
internal sealed record ShownPair
{
    /// <summary>The pair's id.</summary>
    public required string PairId { get; init; }

    /// <summary><see cref="ShownPairs.Digest"/>: where the pair has another one now, what was chosen is about another pair.</summary>
    public required string Shown { get; init; }

    /// <summary>What the one user prefers.</summary>
    public required string PreferenceA { get; init; }

    /// <summary>What the other prefers.</summary>
    public required string PreferenceB { get; init; }

    /// <summary>The queries to choose from.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>The number that a model chose, 0 for none of them; null where none was asked.</summary>
    public int? ModelChose { get; init; }
}
