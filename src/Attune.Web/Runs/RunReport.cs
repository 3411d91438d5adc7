using Attune.Reports;

namespace Attune.Web.Runs;

/// <summary>A run's numbers as reports have them.</summary>
/// <param name="Document">The numbers; null where they are being made, or cannot be.</param>
/// <param name="IsStale">Whether newer ones are being made.</param>
/// <param name="Made">When they were.</param>
/// <param name="Fault">Why there are none.</param>
public sealed record RunReport(RunDocument? Document, bool IsStale, DateTimeOffset? Made, string? Fault);
