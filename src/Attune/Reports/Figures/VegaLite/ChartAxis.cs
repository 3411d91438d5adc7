namespace Attune.Reports.Figures.VegaLite;

/// <summary>An axis; null means Vega-Lite's default.</summary>
internal sealed record ChartAxis
{
    public string? Format { get; init; }

    public bool? Grid { get; init; }

    public int? LabelLimit { get; init; }

    public int? LabelAngle { get; init; }

    public int? TickCount { get; init; }
}
