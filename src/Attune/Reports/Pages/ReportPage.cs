using Attune.Reports.Figures;
using Attune.Reports.Tables;

namespace Attune.Reports.Pages;

/// <summary>One or more runs as one self-contained HTML file: it opens from disk, fetches nothing, and says everything without its script too.</summary>
public static class ReportPage
{
    /// <summary>Tables that stand closed, because they are long or only looked up.</summary>
    private static readonly HashSet<string> Closed = ["by-expression", "by-preferences", "by-distance", "conditions", "changes", "pass-rates-by-distance", "win-matrix"];

    /// <summary>Writes the page.</summary>
    /// <param name="output">Where to; written as it is made.</param>
    /// <param name="runs">At least one. Runs whose identity differs are shown one after the other, what differs is named, and no figure has both.</param>
    public static void Write(TextWriter output, IReadOnlyList<RunDocument> runs)
    {
        var names = RunNames.Of(runs);
        var title = runs.Count == 1 ? $"{runs[0].Identity.Dataset}: {names[0]}" : $"{runs.Count} runs: {Sentence.List(names)}";
        Page.Write(output, title, hasFigures: true, html =>
        {
            Head(html, runs, names);
            var alike = Alike(runs);
            foreach (var (set, i) in alike.Select((s, i) => (s, i)))
            {
                if (alike.Count > 1) html.Element("h2", "Figures of " + Sentence.List([.. set.Select(r => names[runs.ToList().IndexOf(r)])]));
                else html.Element("h2", "Figures");
                foreach (var figure in RunFigures.Of(set)) FigureHtml.Write(html, figure, alike.Count > 1 ? $"{i + 1}-" : "");
            }

            foreach (var (run, i) in runs.Select((r, i) => (r, i))) Results(html, run, runs.Count > 1 ? names[i] : null, i);
            Foot(html, runs);
        });
    }

    /// <summary>Runs by what can be compared: same data, prompts, judge, seed and version.</summary>
    private static List<List<RunDocument>> Alike(IReadOnlyList<RunDocument> runs)
    {
        var sets = new List<List<RunDocument>>();
        foreach (var run in runs)
        {
            if (sets.Find(s => s[0].Identity.Differences(run.Identity).Count == 0) is { } set) set.Add(run);
            else sets.Add([run]);
        }

        return sets;
    }

    private static void Head(HtmlWriter html, IReadOnlyList<RunDocument> runs, IReadOnlyList<string> names)
    {
        html.Open("header").Element("p", "Attune report", ("class", "kicker"))
            .Element("h1", runs.Count == 1 ? runs[0].Experiment.Name ?? runs[0].Identity.Dataset : Sentence.List(names));
        html.Close("header");
        if (runs.Count > 1) ReportComparability.Write(html, runs);
        foreach (var (run, i) in runs.Select((r, i) => (r, i)))
        {
            if (runs.Count > 1) html.Element("h2", names[i]);
            html.Element("p", Reading.Question(run), ("class", "question"));
            html.Open("section", ("class", "reading")).Element(runs.Count > 1 ? "h3" : "h2", "In short").Open("dl");
            foreach (var (topic, finding) in Reading.Of(run)) html.Element("dt", topic).Element("dd", finding);
            html.Close("dl").Close("section");
            Notes(html, run);
            if (runs.Count == 1) Table(html, SettingTables.Setting(run), "h2");
        }
    }

    private static void Notes(HtmlWriter html, RunDocument run)
    {
        if (run.Notes.Count == 0) return;
        html.Open("aside", ("class", "notes")).Element("p", "Know before believing it", ("class", "kicker")).Open("ul");
        foreach (var note in run.Notes) html.Element("li", note);
        html.Close("ul").Close("aside");
    }

    private static void Results(HtmlWriter html, RunDocument run, string? name, int place)
    {
        html.Element("h2", name is null ? "Tables" : $"Tables of {name}");
        foreach (var table in RunTables.Of(run).Where(t => name is not null || t.Id != "setting").Select(t => name is null ? t : t with { Id = $"{t.Id}-{place + 1}" }))
        {
            if (Closed.Any(c => table.Id == c || table.Id == $"{c}-{place + 1}"))
            {
                html.Open("details", ("class", "table")).Open("summary").Element("h3", table.Title).Close("summary");
                TableHtml.Write(html, table);
                html.Close("details");
            }
            else
            {
                Table(html, table, "h3");
            }
        }
    }

    private static void Table(HtmlWriter html, ReportTable table, string heading)
    {
        html.Element(heading, table.Title);
        TableHtml.Write(html, table);
    }

    private static void Foot(HtmlWriter html, IReadOnlyList<RunDocument> runs)
    {
        html.Open("footer").Element("p", $"Made by Attune {runs[0].Identity.Version}. The page fetches nothing; its figures are Vega-Lite specifications with their data, drawn by its own script.").Close("footer");
    }
}
