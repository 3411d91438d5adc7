namespace Attune.Reports.Tables;

/// <summary>A table of a report, before it is HTML, Markdown or LaTeX.</summary>
/// <param name="Id">Its name within a report: lower-case letters, digits and hyphens.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Note">What a reader must know to read it; null means nothing.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its cells, as many in each row as there are columns.</param>
public sealed record ReportTable(string Id, string Title, string? Note, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    /// <summary>Without those of some columns whose cells are all the same: the note says what they are.</summary>
    internal ReportTable Shortened(params string[] names)
    {
        var table = this;
        foreach (var name in names)
        {
            var place = table.Columns.ToList().FindIndex(c => c.Name == name);
            if (place < 0 || table.Rows.Select(r => r[place]).Distinct().ToList() is not [var same]) continue;
            table = table with
            {
                Note = $"{table.Note} In all rows, {name}: {same}.".TrimStart(),
                Columns = [.. table.Columns.Where((_, i) => i != place)],
                Rows = [.. table.Rows.Select(r => (IReadOnlyList<string>)[.. r.Where((_, i) => i != place)])],
            };
        }

        return table;
    }

    /// <summary>Without the columns that have nothing in any row; names stay.</summary>
    internal ReportTable Filled()
    {
        List<int> kept = [.. Enumerable.Range(0, Columns.Count).Where(c => !Columns[c].IsNumber || Rows.Any(r => r[c].Length > 0))];
        return this with { Columns = [.. kept.Select(c => Columns[c])], Rows = [.. Rows.Select(r => (IReadOnlyList<string>)[.. kept.Select(c => r[c])])] };
    }
}
