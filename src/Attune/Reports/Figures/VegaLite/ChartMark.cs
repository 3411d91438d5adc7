namespace Attune.Reports.Figures.VegaLite;

/// <summary>How a row is drawn; null means Vega-Lite's default.</summary>
internal sealed record ChartMark(string Type)
{
    public bool? Filled { get; init; }

    public double? Size { get; init; }

    public double? StrokeWidth { get; init; }

    public IReadOnlyList<int>? StrokeDash { get; init; }

    public string? Color { get; init; }

    public double? Opacity { get; init; }

    public double? FontSize { get; init; }

    public bool? Aria { get; init; }

    public bool? Clip { get; init; }
}
