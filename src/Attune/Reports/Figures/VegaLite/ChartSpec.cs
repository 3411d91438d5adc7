using System.Text.Json.Serialization;

namespace Attune.Reports.Figures.VegaLite;

/// <summary>A Vega-Lite specification: panels side by side, with their data inline.</summary>
internal sealed record ChartSpec
{
    [JsonPropertyName("$schema")]
    public string Schema { get; init; } = "https://vega.github.io/schema/vega-lite/v6.json";

    /// <summary>What the figure shows, for those who cannot see it.</summary>
    public required string Description { get; init; }

    public required ChartData<FigureValue> Data { get; init; }

    /// <summary>Panels in a row.</summary>
    public required int Columns { get; init; }

    public required ChartSpacing Spacing { get; init; }

    public required IReadOnlyList<ChartPanel> Concat { get; init; }

    public ChartConfig Config { get; init; } = new();

    /// <summary>For the page that draws it; Vega-Lite leaves it alone.</summary>
    public required ChartHints Usermeta { get; init; }
}
