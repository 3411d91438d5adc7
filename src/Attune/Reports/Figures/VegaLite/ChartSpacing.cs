namespace Attune.Reports.Figures.VegaLite;

/// <summary>Pixels between panels.</summary>
internal sealed record ChartSpacing(int Row, int Column);
