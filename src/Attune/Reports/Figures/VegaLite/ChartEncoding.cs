namespace Attune.Reports.Figures.VegaLite;

/// <summary>Which field stands for what.</summary>
internal sealed record ChartEncoding
{
    public ChartChannel? X { get; init; }

    public ChartChannel? X2 { get; init; }

    public ChartChannel? XOffset { get; init; }

    public ChartChannel? Y { get; init; }

    public ChartChannel? Y2 { get; init; }

    public ChartChannel? YOffset { get; init; }

    public ChartChannel? Color { get; init; }

    public ChartChannel? Shape { get; init; }

    public ChartChannel? Text { get; init; }

    public IReadOnlyList<ChartChannel>? Tooltip { get; init; }
}
