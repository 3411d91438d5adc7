using Attune.Reports.Figures.VegaLite;

namespace Attune.Reports.Figures;

/// <summary>Steps along the bottom, a line with points and intervals for each series: for what has an order.</summary>
internal static class TrendPlot
{
    private const int PlotHeight = 190;
    private const int Gap = 24;

    public static Figure Draw(FigureLayout layout)
    {
        var least = Math.Clamp(layout.Groups.Count * Math.Max(30, 8 * layout.Series.Count + 12), 150, 400);
        var hints = new ChartHints(34, least, Math.Max(least, 130 * layout.Groups.Count));
        var (columns, plot) = hints.Fit(layout.Panels.Count, FigureLayout.PageWidth, Gap);
        return new(layout.Id, layout.Title, layout.Caption, new()
        {
            Description = layout.Title + ". " + layout.Caption,
            Data = new(layout.Values),
            Columns = columns,
            Spacing = new(24, Gap),
            Usermeta = hints,
            Concat = [.. layout.Panels.Select(p => Panel(layout, p, plot))],
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
            new(new("line") { Color = Palette.First, StrokeWidth = 1.2, Aria = false }, Encoding(layout, panel) with { Y = Score(panel, "mean"), Shape = null, Tooltip = null }),
            new(new("rule") { Color = Palette.First, StrokeWidth = 1.6, Aria = false }, Encoding(layout, panel) with { Y = Score(panel, "low"), Y2 = new("high"), Shape = null, Tooltip = null })
            {
                Transform = [ChartTransform.Valid("low")],
            },
            new(new("point") { Color = Palette.First, Filled = true, Size = 46, Opacity = 1 }, Encoding(layout, panel) with { Y = Score(panel, "mean") }),
        ],
    };

    private static ChartEncoding Encoding(FigureLayout layout, FigurePanel panel) => new()
    {
        X = new("group")
        {
            Type = "ordinal",
            Title = "",
            Sort = layout.GroupsOf(panel),
            Scale = new() { Domain = layout.GroupsOf(panel), PaddingInner = 0.3, PaddingOuter = 0.15 },
            Axis = new() { Grid = false, LabelLimit = FigureLayout.MostLabel, LabelAngle = layout.Groups.Any(g => g.Length > 9) || layout.Groups.Count > 6 ? -35 : 0 },
        },
        XOffset = layout.Series.Count > 1 ? new("series") { Type = "nominal", Sort = layout.Series, Scale = new() { Domain = layout.Series } } : null,
        Color = Layers.Colour(layout),
        Shape = Layers.Shape(layout),
        Tooltip = Layers.Tooltip,
    };

    private static ChartChannel Score(FigurePanel panel, string field) => new(field)
    {
        Type = "quantitative",
        Title = "",
        Scale = Layers.Scale(panel),
        Axis = new() { TickCount = 5, Grid = true },
    };
}
