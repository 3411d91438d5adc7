namespace Attune.Judging;

/// <summary>The judge's word on one answer in one dimension.</summary>
public sealed record Verdict
{
    /// <summary>What became of the call; only <see cref="VerdictState.Scored"/> has a score.</summary>
    public required VerdictState State { get; init; }

    /// <summary>1 to 5; null unless scored.</summary>
    public int? Score { get; init; }

    /// <summary>Why, in the judge's words; for a call that gave no score, what it replied or how it failed.</summary>
    public string? Rationale { get; init; }
}
