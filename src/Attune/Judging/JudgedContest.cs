namespace Attune.Judging;

/// <summary>A contest that was evaluated.</summary>
/// <param name="A">Contestant A: a model, a method, or both, by any name.</param>
/// <param name="B">Contestant B, another one.</param>
/// <param name="Cluster">What it resembles other contests by, usually its user, or its preference pair.</param>
/// <param name="Verdict">The evaluator's word.</param>
public sealed record JudgedContest(string A, string B, string Cluster, ContestVerdict Verdict);
