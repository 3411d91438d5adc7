namespace Attune.Reports.Figures.VegaLite;

/// <summary>A test of one field, without an expression.</summary>
internal sealed record ChartFilter(string Field)
{
    public string? Equal { get; init; }

    public bool? Valid { get; init; }
}
