namespace Attune.Reports.Figures.VegaLite;

/// <summary>How values become places, colours or shapes.</summary>
internal sealed record ChartScale
{
    public IReadOnlyList<string>? Domain { get; init; }

    public double? DomainMin { get; init; }

    public double? DomainMax { get; init; }

    public IReadOnlyList<string>? Range { get; init; }

    /// <summary>The colour space between two colours.</summary>
    public string? Interpolate { get; init; }

    public bool? Zero { get; init; }

    public double? Padding { get; init; }

    public double? PaddingInner { get; init; }

    public double? PaddingOuter { get; init; }
}
