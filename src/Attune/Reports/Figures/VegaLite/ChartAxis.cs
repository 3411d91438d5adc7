namespace Attune.Reports.Figures.VegaLite;

/// <summary>An axis; null means Vega-Lite's default.</summary>
internal sealed record ChartAxis
{
    public string? Format { get; init; }

    public bool? Grid { get; init; }

    public int? LabelLimit { get; init; }

    public int? LabelAngle { get; init; }

    /// <summary>Whether the first and the last label are moved inwards, away from their ticks.</summary>
    public bool? LabelFlush { get; init; }

    /// <summary>Pixels between labels; those that are closer are left out.</summary>
    public int? LabelSeparation { get; init; }

    public int? TickCount { get; init; }
}
