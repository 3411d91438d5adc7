using Attune.Reports.Figures.VegaLite;

namespace Attune.Reports.Figures;

/// <summary>Names down the side, a point with its interval for each series: for what has no order but the one that it is given.</summary>
internal static class DotPlot
{
    private const int Gap = 22;

    public static Figure Draw(FigureLayout layout)
    {
        var hints = new ChartHints(FigureLayout.LabelWidth(layout.Groups), 150, 300);
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

    private static ChartPanel Panel(FigureLayout layout, FigurePanel panel, int width)
    {
        var shown = layout.Values.Where(v => v.Panel == panel.Name).Select(v => v.Group).ToHashSet();
        var groups = layout.Groups.Where(shown.Contains).ToList();
        return new()
        {
            Title = new(panel.Name),
            Width = width,
            Height = groups.Count * Math.Max(20, 11 * layout.Series.Count + 8),
            Transform = [ChartTransform.Equal("panel", panel.Name)],
            Layer =
            [
                .. Layers.Reference(panel, vertical: true),
                new(new("rule") { Color = Palette.First, StrokeWidth = 1.6, Aria = false }, Encoding(layout, groups) with { X = Score(panel, "low"), X2 = new("high"), Shape = null, Tooltip = null })
                {
                    Transform = [ChartTransform.Valid("low")],
                },
                new(new("point") { Color = Palette.First, Filled = true, Size = 46, Opacity = 1 }, Encoding(layout, groups) with { X = Score(panel, "mean") }),
            ],
        };
    }

    private static ChartEncoding Encoding(FigureLayout layout, List<string> groups) => new()
    {
        Y = new("group")
        {
            Type = "nominal",
            Title = "",
            Sort = groups,
            Scale = new() { Domain = groups, PaddingInner = 0.24, PaddingOuter = 0.12 },
            Axis = new() { Grid = false, LabelLimit = FigureLayout.MostLabel },
        },
        YOffset = layout.Series.Count > 1 ? new("series") { Type = "nominal", Sort = layout.Series, Scale = new() { Domain = layout.Series } } : null,
        Color = Layers.Colour(layout),
        Shape = Layers.Shape(layout),
        Tooltip = Layers.Tooltip,
    };

    private static ChartChannel Score(FigurePanel panel, string field) => new(field)
    {
        Type = "quantitative",
        Title = "",
        Scale = Layers.Scale(panel),
        Axis = new() { TickCount = 5, Grid = true, LabelFlush = false, LabelSeparation = 6 },
    };
}
