namespace Attune.Reports.Tables;

/// <summary>Tables as Markdown.</summary>
public static class MarkdownTables
{
    /// <summary>Writes tables one after the other, each under a heading.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="tables">The tables.</param>
    /// <param name="level">Of the headings, from 1.</param>
    public static void Write(TextWriter output, IEnumerable<ReportTable> tables, int level = 2)
    {
        foreach (var table in tables)
        {
            output.Write($"{new string('#', level)} {Escape(table.Title)}\n\n{Row(table.Columns.Select(c => c.Name))}|{string.Concat(table.Columns.Select(c => c.IsNumber ? " ---: |" : " --- |"))}\n");
            foreach (var row in table.Rows) output.Write(Row(row));
            output.Write(table.Note is { } note ? $"\n{Escape(note)}\n\n" : "\n");
        }
    }

    /// <summary>A text that stays in its cell and is no markup.</summary>
    internal static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("|", "\\|", StringComparison.Ordinal).Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace("*", "\\*", StringComparison.Ordinal).Replace("`", "\\`", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static string Row(IEnumerable<string> cells) => "| " + string.Join(" | ", cells.Select(Escape)) + " |\n";
}
