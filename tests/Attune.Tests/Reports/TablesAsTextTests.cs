using Attune.Reports.Tables;

namespace Attune.Tests.Reports;

public sealed class TablesAsTextTests
{
    private static readonly ReportTable Table = new(
        "t", "50% & more", "A_b #1", [new("model", false), new("method", false), new("gain", true)],
        [["a_b", "x", "+0.10 to -0.20"], ["a_b", "y", ""], ["-5_x$", "y", "1"]]);

    [Theory]
    [InlineData(@"50% of $5 & #3_{x}", @"50\% of \$5 \& \#3\_\{x\}")]
    [InlineData(@"a\b~c^d", @"a\textbackslash{}b\textasciitilde{}c\textasciicircum{}d")]
    [InlineData("<a|\"b\">\n", "\\textless{}a\\textbar{}\\char34{}b\\char34{}\\textgreater{} ")]
    public void What_means_something_to_LaTeX_is_escaped(string text, string expected) => LatexTables.Escape(text).ShouldBe(expected);

    [Fact]
    public void A_LaTeX_table_has_rules_right_aligned_numbers_real_minus_signs_and_says_names_once()
    {
        var latex = Written(w => LatexTables.Write(w, [Table]));

        latex.ShouldContain("\\caption{50\\% \\& more. A\\_b \\#1}\\label{tab:t}\n\\begin{tabular}{llr}\n\\toprule\nmodel & method & gain \\\\\n\\midrule\n");
        latex.ShouldContain("a\\_b & x & $+0.10$ to $-0.20$ \\\\\n & y &  \\\\\n-5\\_x\\$ & y & 1 \\\\\n\\bottomrule");
    }

    [Fact]
    public void A_long_LaTeX_table_breaks_across_pages() =>
        Written(w => LatexTables.Write(w, [Table with { Rows = [.. Enumerable.Repeat(Table.Rows[0], 60)] }])).ShouldContain("\\begin{longtable}{llr}");

    [Theory]
    [InlineData("a|b\nc", "a\\|b c")]
    [InlineData("<img src=x>", "&lt;img src=x>")]
    [InlineData("*b* `c` [d](e)", "\\*b\\* \\`c\\` \\[d](e)")]
    public void Markdown_cells_stay_text(string text, string expected) => MarkdownTables.Escape(text).ShouldBe(expected);

    [Fact]
    public void Every_format_has_the_same_tables()
    {
        using var run = new SampleRun();
        var tables = RunTables.Of(run.Document);

        var (latex, markdown) = (Written(w => LatexTables.Write(w, tables)), Written(w => MarkdownReport.Write(w, run.Document)));

        tables.Select(t => t.Id).ShouldBe([
            "setting", "multiple-choice-accuracy", "open-ended-awareness", "open-ended-alignment", "open-ended-quality", "changes", "by-expression", "by-preferences", "by-distance", "steps",
            "causes", "usage", "identity", "conditions"]);
        foreach (var table in tables)
        {
            latex.ShouldContain($"\\label{{tab:{table.Id}}}");
            markdown.ShouldContain($"\n## {table.Title}\n");
        }
    }

    private static string Written(Action<TextWriter> write)
    {
        var writer = new StringWriter { NewLine = "\n" };
        write(writer);
        return writer.ToString();
    }
}
