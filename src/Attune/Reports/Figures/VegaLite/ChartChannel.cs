namespace Attune.Reports.Figures.VegaLite;

/// <summary>A field and how it is shown.</summary>
internal sealed record ChartChannel(string Field)
{
    /// <summary><c>quantitative</c>, <c>ordinal</c> or <c>nominal</c>; null for a second end, which has that of the first.</summary>
    public string? Type { get; init; }

    /// <summary>Empty means none; null means the field's name.</summary>
    public string? Title { get; init; }

    public string? Format { get; init; }

    /// <summary>Values in the order to show them.</summary>
    public IReadOnlyList<string>? Sort { get; init; }

    public ChartScale? Scale { get; init; }

    public ChartAxis? Axis { get; init; }

    public ChartLegend? Legend { get; init; }
}
