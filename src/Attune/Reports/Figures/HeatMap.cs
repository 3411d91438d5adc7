using Attune.Reports.Figures.VegaLite;

namespace Attune.Reports.Figures;

/// <summary>Rows against columns, each cell with its number on a shade of it: groups are rows, series are columns. The shades are light, so that the numbers stay legible.</summary>
internal static class HeatMap
{
    private const int CellHeight = 34;
    private const int Gap = 24;

    public static Figure Draw(FigureLayout layout)
    {
        var hints = new ChartHints(FigureLayout.LabelWidth(layout.Groups), 70 * layout.Series.Count, 130 * layout.Series.Count);
        var (columns, plot) = hints.Fit(layout.Panels.Count, FigureLayout.PageWidth, Gap);
        return new(layout.Id, layout.Title, layout.Caption, new()
        {
            Description = layout.Title + ". " + layout.Caption,
            Data = new(layout.Values),
            Columns = columns,
            Spacing = new(24, Gap),
            Usermeta = hints,
            Config = new() { Legend = new(12, "#3e4c59", 14) { Disable = true } },
            Concat = [.. layout.Panels.Select(p => Panel(layout, p, plot))],
        });
    }

    private static ChartPanel Panel(FigureLayout layout, FigurePanel panel, int width) => new()
    {
        Title = new(panel.Name),
        Width = width,
        Height = CellHeight * layout.Groups.Count,
        Transform = [ChartTransform.Equal("panel", panel.Name)],
        Layer =
        [
            new(new("rect"), Cell(layout) with { Color = new("mean") { Type = "quantitative", Scale = new() { DomainMin = panel.Least, DomainMax = panel.Greatest, Range = ["#f3f7fb", "#5ba3cf"], Interpolate = "rgb" } }, Tooltip = Layers.Tooltip }),
            new(new("text") { FontSize = 12, Aria = false }, Cell(layout) with { Text = new("mean") { Type = "quantitative", Format = ".2f" } }),
        ],
    };

    private static ChartEncoding Cell(FigureLayout layout) => new()
    {
        X = new("series") { Type = "nominal", Title = "", Sort = layout.Series, Scale = new() { Domain = layout.Series }, Axis = new() { Grid = false, LabelLimit = 170, LabelAngle = layout.Series.Any(s => s.Length > 10) ? -40 : 0 } },
        Y = new("group") { Type = "nominal", Title = "", Sort = layout.Groups, Scale = new() { Domain = layout.Groups }, Axis = new() { Grid = false, LabelLimit = FigureLayout.MostLabel } },
    };
}
