namespace Attune.Reports;

/// <summary>The pass rate of pairs whose preferences are equally far from each other.</summary>
/// <param name="Distance">1 is nearest.</param>
/// <param name="Passes">The counts and shares.</param>
public sealed record ReportedDistance(int Distance, ReportedPasses Passes);
