namespace Attune.Reports.Figures.VegaLite;

/// <summary>The title of a panel.</summary>
internal sealed record ChartTitle(string Text);
