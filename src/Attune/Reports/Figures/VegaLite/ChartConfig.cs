namespace Attune.Reports.Figures.VegaLite;

/// <summary>What all figures have in common: calm lines, system fonts, white ground.</summary>
internal sealed record ChartConfig
{
    public string Background { get; init; } = "#ffffff";

    public string Font { get; init; } = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

    public StyleOfView View { get; init; } = new("transparent");

    public StyleOfAxis Axis { get; init; } = new();

    public StyleOfTitle Title { get; init; } = new("start", "group", 12.5, 600, "#1f2933", 8);

    public StyleOfLegend Legend { get; init; } = new(12, "#3e4c59", 14);

    public sealed record StyleOfView(string Stroke);

    public sealed record StyleOfTitle(string Anchor, string Frame, double FontSize, int FontWeight, string Color, int Offset);

    public sealed record StyleOfLegend(int LabelFontSize, string LabelColor, int Offset)
    {
        public bool? Disable { get; init; }
    }

    public sealed record StyleOfAxis
    {
        public string DomainColor { get; init; } = "#9aa5b1";

        public string GridColor { get; init; } = "#e9edf1";

        public string TickColor { get; init; } = "#9aa5b1";

        public string LabelColor { get; init; } = "#3e4c59";

        public string TitleColor { get; init; } = "#3e4c59";

        public int LabelFontSize { get; init; } = 11;

        public int TitleFontSize { get; init; } = 11;

        public int TickSize { get; init; } = 4;
    }
}
