namespace Attune.Reports.Figures.VegaLite;

/// <summary>One kind of mark.</summary>
internal sealed record ChartLayer(ChartMark Mark, ChartEncoding Encoding)
{
    /// <summary>Data of its own; null means the figure's.</summary>
    public ChartData<ReferenceLine>? Data { get; init; }

    public IReadOnlyList<ChartTransform>? Transform { get; init; }
}
