namespace Attune.Reports.Pages;

/// <summary>A comparison as one self-contained HTML file.</summary>
public static class ComparisonPage
{
    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter output, Comparison comparison) => Page.Write(output, comparison.Title, hasFigures: true, html =>
    {
        var clear = comparison.Differences.Count(d => d.Difference.Low > 0 || d.Difference.High < 0);
        html.Open("header").Element("p", "Attune comparison", ("class", "kicker")).Element("h1", comparison.Title).Close("header")
            .Element("p", $"Of {Sentence.Count(comparison.Differences.Count, "difference")}, {(clear == 0 ? "none has an interval that excludes" : clear == 1 ? "1 has an interval that excludes" : $"{Numerals.Whole(clear)} have intervals that exclude")} 0.", ("class", "question"));
        FigureHtml.Write(html, comparison.Figure);
        html.Element("h2", "Differences");
        TableHtml.Write(html, comparison.Table);
        var identity = comparison.Identity;
        html.Open("footer").Element(
            "p", $"Dataset {identity.Dataset} ({identity.DatasetHash}), prompts {identity.PromptsHash}, judge {identity.Judge}, seed {identity.Seed}, Attune {identity.Version}: the same on both sides.").Close("footer");
    });
}
