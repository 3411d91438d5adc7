namespace Attune.Reports.Figures.VegaLite;

/// <summary>Keeps the rows that a filter lets through.</summary>
internal sealed record ChartTransform(ChartFilter Filter)
{
    public static ChartTransform Equal(string field, string value) => new(new ChartFilter(field) { Equal = value });

    public static ChartTransform Valid(string field) => new(new ChartFilter(field) { Valid = true });
}
