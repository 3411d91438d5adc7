using Attune.Reports.Tables;

namespace Attune.Reports.Pages;

/// <summary>Tables as HTML.</summary>
internal static class TableHtml
{
    /// <summary>Writes a table; what a row shares with the row above it, from the left, is dimmed.</summary>
    public static void Write(HtmlWriter html, ReportTable table)
    {
        html.Open("div", ("class", "scroll"), ("tabindex", "0"), ("role", "region"), ("aria-label", table.Title)).Open("table", ("id", "table-" + table.Id))
            .Element("caption", table.Title, ("class", "unseen"));
        if (table.Columns.Any(c => c.Name.Length > 0))
        {
            html.Open("thead").Open("tr");
            foreach (var column in table.Columns) html.Element("th", column.Name, ("scope", "col"), ("class", column.IsNumber ? "number" : "name"));
            html.Close("tr").Close("thead");
        }

        html.Open("tbody");
        IReadOnlyList<string>? above = null;
        foreach (var row in table.Rows)
        {
            WriteRow(html, table.Columns, row, above);
            above = row;
        }

        html.Close("tbody").Close("table").Close("div");
        if (table.Note is { } note) html.Element("p", note, ("class", "note"));
    }

    private static void WriteRow(HtmlWriter html, IReadOnlyList<ReportColumn> columns, IReadOnlyList<string> row, IReadOnlyList<string>? above)
    {
        html.Open("tr");
        var repeats = above is not null;
        for (var i = 0; i < row.Count; i++)
        {
            repeats = repeats && !columns[i].IsNumber && row[i] == above![i];
            html.Element("td", row[i], ("class", columns[i].IsNumber ? "number" : "name" + (repeats ? " again" : "") + (row[i].Length <= 34 ? " short" : "")));
        }

        html.Close("tr");
    }
}
