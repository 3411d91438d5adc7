namespace Attune.Reports.Figures.VegaLite;

/// <summary>One panel: what it shows of the data, in layers.</summary>
internal sealed record ChartPanel
{
    public required ChartTitle Title { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required IReadOnlyList<ChartTransform> Transform { get; init; }

    public required IReadOnlyList<ChartLayer> Layer { get; init; }
}
