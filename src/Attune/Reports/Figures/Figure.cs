using System.Text.Json;
using Attune.Reports.Figures.VegaLite;

namespace Attune.Reports.Figures;

/// <summary>A figure: a Vega-Lite specification with its data inline, and what a reader must know to read it.</summary>
public sealed class Figure
{
    internal Figure(string id, string title, string caption, ChartSpec spec) => (Id, Title, Caption, Spec) = (id, title, caption, spec);

    /// <summary>Its name within a page: lower-case letters and hyphens.</summary>
    public string Id { get; }

    /// <summary>What it shows.</summary>
    public string Title { get; }

    /// <summary>What is held and what is pooled, as plain text.</summary>
    public string Caption { get; }

    /// <summary>Its data.</summary>
    public IReadOnlyList<FigureValue> Values => Spec.Data.Values;

    /// <summary>The specification as JSON (Vega-Lite 6), safe to stand in a script block of a page as it is.</summary>
    public string Specification => JsonSerializer.Serialize(Spec, ChartJson.Default.ChartSpec);

    internal ChartSpec Spec { get; }
}
