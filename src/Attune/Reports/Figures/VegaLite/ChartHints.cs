namespace Attune.Reports.Figures.VegaLite;

/// <summary>What a page needs to know to fit a figure to its width, in pixels.</summary>
/// <param name="LabelWidth">What the labels beside a panel take.</param>
/// <param name="LeastPlot">How narrow a panel may become.</param>
/// <param name="MostPlot">How wide it may become.</param>
internal sealed record ChartHints(int LabelWidth, int LeastPlot, int MostPlot)
{
    /// <summary>Panels in a row, no row much shorter than the others, and the width of each; the page's script does the same for its own width.</summary>
    /// <param name="panels">How many there are.</param>
    /// <param name="width">Of all together.</param>
    /// <param name="gap">Between two.</param>
    public (int Columns, int Plot) Fit(int panels, int width, int gap)
    {
        var most = Math.Clamp((width + gap) / (LabelWidth + LeastPlot + gap), 1, panels);
        var rows = (panels + most - 1) / most;
        var columns = (panels + rows - 1) / rows;
        return (columns, Math.Clamp((width + gap) / columns - gap - LabelWidth, LeastPlot, MostPlot));
    }
}
