namespace Attune.Reports.Figures.VegaLite;

/// <summary>Inline data.</summary>
internal sealed record ChartData<T>(IReadOnlyList<T> Values);
