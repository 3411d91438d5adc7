using System.Text;
using System.Text.RegularExpressions;

namespace Attune.Reports.Tables;

/// <summary>Tables as LaTeX, for a paper that loads <c>booktabs</c> and <c>longtable</c>.</summary>
public static partial class LatexTables
{
    /// <summary>Rows that still fit on a page; longer tables break across pages.</summary>
    private const int LongestOnPage = 45;

    /// <summary>Writes tables one after the other.</summary>
    public static void Write(TextWriter output, IEnumerable<ReportTable> tables)
    {
        output.Write("% Needs \\usepackage{booktabs} and \\usepackage{longtable}.\n");
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
        var breaks = table.Rows.Count > LongestOnPage;
        var caption = $"\\caption{{{Escape(table.Title)}{(table.Note is { } note ? ". " + Escape(note) : "")}}}\\label{{tab:{table.Id}}}";
        var columns = string.Concat(table.Columns.Select(c => c.IsNumber ? 'r' : 'l'));
        output.Write(breaks ? $"\n\\begin{{longtable}}{{{columns}}}\n{caption}\\\\\n\\toprule\n" : $"\n\\begin{{table}}\n\\centering\\small\n{caption}\n\\begin{{tabular}}{{{columns}}}\n\\toprule\n");
        if (table.Columns.Any(c => c.Name.Length > 0)) output.Write($"{Row(table.Columns.Select(c => c.Name))}\n\\midrule\n{(breaks ? "\\endhead\n" : "")}");
        IReadOnlyList<string>? above = null;
        foreach (var row in table.Rows)
        {
            output.Write(Row(Fresh(table, row, above)) + "\n");
            above = row;
        }

        output.Write(breaks ? "\\bottomrule\n\\end{longtable}\n" : "\\bottomrule\n\\end{tabular}\n\\end{table}\n");
    }

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

    private static string Row(IEnumerable<string> cells) => string.Join(" & ", cells.Select(Cell)) + " \\\\";

    /// <summary>Signs of numbers are minus signs, not hyphens.</summary>
    private static string Cell(string text) => Difference().IsMatch(text) ? $"${text.Replace(" to ", "$ to $", StringComparison.Ordinal)}$" : Escape(text);

    [GeneratedRegex(@"\A[+-][0-9.]+( to [+-]?[0-9.]+)?\z")]
    private static partial Regex Difference();
}
