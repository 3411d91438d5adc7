namespace Attune.Statistics;

/// <summary>An answer, or a pair of answers, with its length and its verdict.</summary>
/// <param name="Length">In any unit, such as characters; finite, at least 0.</param>
/// <param name="Passed">The verdict; null where there is none.</param>
/// <param name="Cluster">What it resembles others by, such as its user; null where it stands for itself.</param>
public sealed record JudgedLength(double Length, bool? Passed, string? Cluster = null);
