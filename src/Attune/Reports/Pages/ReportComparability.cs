namespace Attune.Reports.Pages;

/// <summary>Says of several runs whether they can be compared, and where not, what differs.</summary>
internal static class ReportComparability
{
    public static void Write(HtmlWriter html, IReadOnlyList<RunDocument> runs)
    {
        var differences = RunNames.Differences(runs);
        if (differences.Count == 0)
        {
            html.Element("p", "The runs have the same dataset, prompts, judge, seed and version: their models and methods stand side by side.", ("class", "note"));
            return;
        }

        html.Open("aside", ("class", "notes")).Element("p", "These runs cannot be ranked against each other", ("class", "kicker")).Open("ul");
        foreach (var difference in differences) html.Element("li", difference);
        html.Close("ul").Element("p", "So no figure has runs that differ: each is drawn with those that are like it.").Close("aside");
    }
}
