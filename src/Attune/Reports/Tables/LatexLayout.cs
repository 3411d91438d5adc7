namespace Attune.Reports.Tables;

/// <summary>How a table is set in LaTeX so that nothing of it leaves the page, judged by its longest cells on the page of a plain article.</summary>
/// <param name="Columns">The column specification.</param>
/// <param name="Size">The command of the type size.</param>
/// <param name="ColumnGap">Points on either side of a column.</param>
/// <param name="Breaks">Whether it is too long for a page.</param>
/// <param name="Turned">Whether it breaks across pages, cannot be shrunk therefore, and is too wide for an upright page.</param>
internal sealed record LatexLayout(string Columns, string Size, int ColumnGap, bool Breaks, bool Turned)
{
    /// <summary>Rows that still fit on a page; longer tables break across pages.</summary>
    private const int LongestOnPage = 45;

    /// <summary>Characters from which a column of names wraps its lines.</summary>
    private const int LongestLine = 60;

    /// <summary>Points of a wrapped column, more where a single word needs more.</summary>
    private const int WrappedWidth = 240;

    /// <summary>Points of a line of an article at ten points, upright and turned.</summary>
    private const int Upright = 345, Across = 550;

    /// <summary>What is tried in this order: command, points of a character, points on either side of a column.</summary>
    private static readonly (string Size, double Character, int Gap)[] Sizes = [("\\small", 4.7, 6), ("\\footnotesize", 4.3, 4), ("\\scriptsize", 4, 2)];

    public static LatexLayout Of(ReportTable table)
    {
        var breaks = table.Rows.Count > LongestOnPage;
        List<(bool IsNumber, int Longest, int LongestWord)> columns = [.. table.Columns.Select((c, i) => (c.IsNumber, Cells(table, i).Max(t => t.Length), Words(table, i).Max(w => w.Length)))];
        var fitting = Sizes.Where(s => Width(s.Character, s.Gap) <= Upright).Take(1).ToList();
        var (size, character, gap) = fitting is [var found] ? found : Sizes[^1];
        var wide = fitting.Count == 0;
        if (wide && !breaks) (size, character, gap) = Sizes[1];
        if (wide && breaks && Width(character, gap) > Across) size = "\\tiny";
        return new(string.Concat(columns.Select(c => c.IsNumber ? "r" : c.Longest > LongestLine ? Wrapped(c.LongestWord) : "l")), size, gap, breaks, wide && breaks);

        double Width(double character, int gap) => columns.Sum(c => (!c.IsNumber && c.Longest > LongestLine ? Math.Max(WrappedWidth, c.LongestWord * character) : c.Longest * character) + (2 * gap));
    }

    private static string Wrapped(int longestWord) => FormattableString.Invariant($">{{\\raggedright\\arraybackslash}}p{{{Math.Max(WrappedWidth, Math.Ceiling(longestWord * Sizes[0].Character)):0}pt}}");

    private static IEnumerable<string> Cells(ReportTable table, int column) => table.Rows.Select(r => r[column]).Prepend(table.Columns[column].Name);

    private static IEnumerable<string> Words(ReportTable table, int column) => Cells(table, column).SelectMany(c => c.Split([' ', '-']));
}
