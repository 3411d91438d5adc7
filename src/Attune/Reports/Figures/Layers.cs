using Attune.Reports.Figures.VegaLite;

namespace Attune.Reports.Figures;

/// <summary>What all kinds of plot have in common.</summary>
internal static class Layers
{
    public static IReadOnlyList<ChartChannel> Tooltip { get; } =
    [
        new("series") { Type = "nominal" }, new("group") { Type = "nominal" }, Number("mean", ".3f"), Number("low", ".3f"), Number("high", ".3f"), Number("n", ",d"), Number("users", ",d"),
    ];

    /// <summary>A dashed line where the panel wants one.</summary>
    public static IEnumerable<ChartLayer> Reference(FigurePanel panel, bool vertical)
    {
        if (panel.Reference is not { } at) yield break;
        var place = new ChartChannel("at") { Type = "quantitative", Title = "", Scale = Scale(panel) };
        yield return new(new("rule") { Color = "#7b8794", StrokeDash = [4, 3], StrokeWidth = 1.2, Aria = false }, vertical ? new() { X = place } : new() { Y = place }) { Data = new([new(at)]) };
    }

    public static ChartScale Scale(FigurePanel panel) => new() { DomainMin = panel.Least, DomainMax = panel.Greatest, Zero = panel.Least is null };

    /// <summary>Null for one series, which needs no legend.</summary>
    public static ChartChannel? Colour(FigureLayout layout) => layout.Series.Count < 2 ? null : Series(layout, Palette.Colour(layout.Series.Count));

    /// <summary>Null likewise.</summary>
    public static ChartChannel? Shape(FigureLayout layout) => layout.Series.Count < 2 ? null : Series(layout, Palette.Shape(layout.Series.Count));

    private static ChartChannel Series(FigureLayout layout, IReadOnlyList<string> range) => new("series")
    {
        Type = "nominal",
        Scale = new() { Domain = layout.Series, Range = range },
        Legend = new() { Columns = layout.LegendColumns },
    };

    private static ChartChannel Number(string field, string format) => new(field) { Type = "quantitative", Format = format };
}
