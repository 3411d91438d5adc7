namespace Attune.Reports.Figures.VegaLite;

/// <summary>What a page needs to know to fit a figure to its width.</summary>
/// <param name="PanelWidth">Pixels that a panel takes, its labels included.</param>
internal sealed record ChartHints(int PanelWidth);
