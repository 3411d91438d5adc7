using Attune.Reports.Figures.VegaLite;

namespace Attune.Reports.Figures;

/// <summary>Steps along the bottom, a line with points and intervals for each series: for what has an order.</summary>
internal static class TrendPlot
{
    private const int PlotHeight = 190;

    public static Figure Draw(FigureLayout layout)
    {
        var width = Math.Clamp(layout.Groups.Count * Math.Max(30, 9 * layout.Series.Count + 14), 150, 400);
        return new(layout.Id, layout.Title, layout.Caption, new()
        {
            Description = layout.Title + ". " + layout.Caption,
            Data = new(layout.Values),
            Columns = Math.Max(1, FigureLayout.PageWidth / (width + 60)),
            Spacing = new(24, 28),
            Usermeta = new(width + 60),
            Concat = [.. layout.Panels.Select(p => Panel(layout, p, width))],
        });
    }

    private static ChartPanel Panel(FigureLayout layout, FigurePanel panel, int width) => new()
    {
        Title = new(panel.Name),
        Width = width,
        Height = PlotHeight,
        Transform = [ChartTransform.Equal("panel", panel.Name)],
        Layer =
        [
            .. Layers.Reference(panel, vertical: false),
            new(new("line") { StrokeWidth = 1.4, Opacity = 0.7, Aria = false }, Encoding(layout) with { Y = Score(panel, "mean"), Shape = null, Tooltip = null }),
            new(new("rule") { StrokeWidth = 1.6, Aria = false }, Encoding(layout) with { Y = Score(panel, "low"), Y2 = new("high"), Shape = null, Tooltip = null })
            {
                Transform = [ChartTransform.Valid("low")],
            },
            new(new("point") { Filled = true, Size = 46, Opacity = 1 }, Encoding(layout) with { Y = Score(panel, "mean") }),
        ],
    };

    private static ChartEncoding Encoding(FigureLayout layout) => new()
    {
        X = new("group")
        {
            Type = "ordinal", Title = "", Sort = layout.Groups, Scale = new() { Domain = layout.Groups, PaddingInner = 0.3, PaddingOuter = 0.15 },
            Axis = new() { Grid = false, LabelLimit = 120, LabelAngle = layout.Groups.Any(g => g.Length > 9) || layout.Groups.Count > 6 ? -35 : 0 },
        },
        XOffset = layout.Series.Count > 1 ? new("series") { Type = "nominal", Sort = layout.Series, Scale = new() { Domain = layout.Series } } : null,
        Color = Layers.Colour(layout),
        Shape = Layers.Shape(layout),
        Tooltip = Layers.Tooltip,
    };

    private static ChartChannel Score(FigurePanel panel, string field) => new(field)
    {
        Type = "quantitative", Title = "", Scale = Layers.Scale(panel), Axis = new() { TickCount = 5, Grid = true },
    };
}
