namespace Attune.Statistics;

/// <summary>A contest worth playing.</summary>
/// <param name="A">The model whose name comes first by code points.</param>
/// <param name="B">The other one.</param>
/// <param name="Information">Expected information about the coefficients, in nats.</param>
public sealed record PlannedContest(string A, string B, double Information);
