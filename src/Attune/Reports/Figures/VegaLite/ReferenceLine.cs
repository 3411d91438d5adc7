namespace Attune.Reports.Figures.VegaLite;

/// <summary>A line at one score: what guessing gets, or no difference.</summary>
internal sealed record ReferenceLine(double At);
