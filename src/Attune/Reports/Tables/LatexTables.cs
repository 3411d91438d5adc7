using System.Text;
using System.Text.RegularExpressions;

namespace Attune.Reports.Tables;

/// <summary>
/// Tables as LaTeX, for a paper that loads <c>array</c>, <c>booktabs</c>, <c>graphicx</c>, <c>longtable</c> and <c>lscape</c>. A table
/// that is wider than the line is shrunk to it; one that breaks across pages, and so cannot be shrunk, is turned.
/// </summary>
public static partial class LatexTables
{
    /// <summary>Writes tables one after the other.</summary>
    public static void Write(TextWriter output, IEnumerable<ReportTable> tables)
    {
        output.Write("% Needs \\usepackage{array,booktabs,graphicx,longtable,lscape}; tables that break across pages need LaTeX to run twice or more.\n");
        foreach (var table in tables) Write(output, table);
    }

    /// <summary>A text as LaTeX shows it.</summary>
    internal static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            escaped.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                '<' => "\\textless{}",
                '>' => "\\textgreater{}",
                '|' => "\\textbar{}",
                '"' => "\\char34{}",
                '{' or '}' or '$' or '&' or '#' or '%' or '_' => "\\" + c,
                _ when char.IsControl(c) => " ",
                _ => c.ToString(),
            });
        }

        return escaped.ToString();
    }

    private static void Write(TextWriter output, ReportTable table)
    {
        var layout = LatexLayout.Of(table);
        var caption = $"\\caption{{{Escape(table.Title)}{(table.Note is { Length: > 0 } note ? ". " + Escape(note.TrimEnd()) : "")}}}\\label{{tab:{table.Id}}}";
        output.Write(layout.Breaks ? Long(layout, caption) : Short(layout, caption));
        if (table.Columns.Any(c => c.Name.Length > 0)) output.Write($"{Row(table.Columns.Select(c => c.Name))}\n\\midrule\n{(layout.Breaks ? "\\endhead\n" : "")}");
        IReadOnlyList<string>? above = null;
        foreach (var row in table.Rows)
        {
            output.Write(Row(Fresh(table, row, above)) + "\n");
            above = row;
        }

        output.Write(!layout.Breaks ? "\\bottomrule\n\\end{tabular}}\n\\end{table}\n" : $"\\bottomrule\n\\end{{longtable}}\n\\endgroup\n{(layout.Turned ? "\\end{landscape}\n" : "")}");
    }

    private static string Short(LatexLayout layout, string caption) =>
        $"\n\\begin{{table}}\n\\centering{Type(layout)}\n{caption}\n\\resizebox{{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}}{{!}}{{%\n\\begin{{tabular}}{{{layout.Columns}}}\n\\toprule\n";

    private static string Long(LatexLayout layout, string caption) =>
        $"\n{(layout.Turned ? "\\begin{landscape}\n" : "")}\\begingroup{Type(layout)}\\setlength{{\\LTcapwidth}}{{\\linewidth}}\n\\begin{{longtable}}{{{layout.Columns}}}\n{caption}\\\\\n\\toprule\n";

    private static string Type(LatexLayout layout) => $"{layout.Size}\\setlength{{\\tabcolsep}}{{{layout.ColumnGap}pt}}";

    /// <summary>What a row shares with the row above it, from the left, is not said again.</summary>
    private static IEnumerable<string> Fresh(ReportTable table, IReadOnlyList<string> row, IReadOnlyList<string>? above)
    {
        var repeats = above is not null;
        for (var i = 0; i < row.Count; i++)
        {
            repeats = repeats && !table.Columns[i].IsNumber && row[i] == above![i];
            yield return repeats ? "" : row[i];
        }
    }

    /// <summary>A row's end looks for a star or a bracket behind it, which the next row must not begin with.</summary>
    private static string Row(IEnumerable<string> cells)
    {
        var row = string.Join(" & ", cells.Select(Cell));
        return (row.StartsWith('[') || row.StartsWith('*') ? "{}" : "") + row + " \\\\";
    }

    /// <summary>Signs of numbers are minus signs, not hyphens.</summary>
    private static string Cell(string text) => Difference().IsMatch(text) ? $"${text.Replace(" to ", "$ to $", StringComparison.Ordinal)}$" : Escape(text);

    [GeneratedRegex(@"\A[+-][0-9.]+( to [+-]?[0-9.]+)?\z")]
    private static partial Regex Difference();
}
