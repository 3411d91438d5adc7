namespace Attune.Reports.Figures.VegaLite;

/// <summary>A legend.</summary>
internal sealed record ChartLegend
{
    /// <summary>Empty means none.</summary>
    public string Title { get; init; } = "";

    public string Orient { get; init; } = "top";

    /// <summary>Entries in a row.</summary>
    public int? Columns { get; init; }

    public int LabelLimit { get; init; } = 360;
}
