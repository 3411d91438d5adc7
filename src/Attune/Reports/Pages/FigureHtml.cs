using Attune.Reports.Figures;
using Attune.Reports.Tables;

namespace Attune.Reports.Pages;

/// <summary>Figures as HTML: the specification for the script that draws it, and the same data as a table for everybody.</summary>
internal static class FigureHtml
{
    public static void Write(HtmlWriter html, Figure figure, string prefix = "")
    {
        var id = prefix + figure.Id;
        html.Open("figure", ("id", "figure-" + id)).Element("figcaption", figure.Title, ("class", "title"))
            .Open("div", ("class", "chart")).Close("div")
            .Open("script", ("type", "application/json"), ("class", "spec")).Own(figure.Specification).Close("script")
            .Element("p", figure.Caption, ("class", "note"))
            .Open("details").Element("summary", "The numbers of this figure");
        TableHtml.Write(html, Numbers(figure, id));
        html.Close("details").Close("figure");
    }

    private static ReportTable Numbers(Figure figure, string id) => new ReportTable(
        "of-" + id, $"Numbers of the figure: {figure.Title}", null,
        [ReportColumn.Named("panel"), ReportColumn.Named("row"), ReportColumn.Named("series"), .. ((string[])["mean", "low", "high", "n", "users"]).Select(ReportColumn.Number)],
        [
            .. figure.Values.Select(v => (IReadOnlyList<string>)[
                v.Panel, v.Group, v.Series, Numerals.Three(v.Mean), Numerals.Three(v.Low), Numerals.Three(v.High), Numerals.Whole(v.N), Numerals.Counted(v.Users)]),
        ]).Filled();
}
