using Attune.Reports;
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

        latex.ShouldContain("\\caption{50\\% \\& more. A\\_b \\#1}\\label{tab:t}\n\\resizebox{\\ifdim\\width>\\linewidth\\linewidth\\else\\width\\fi}{!}{%\n\\begin{tabular}{llr}\n\\toprule\nmodel & method & gain \\\\\n\\midrule\n");
        latex.ShouldContain("a\\_b & x & $+0.10$ to $-0.20$ \\\\\n & y &  \\\\\n-5\\_x\\$ & y & 1 \\\\\n\\bottomrule");
    }

    [Theory]
    [InlineData(30, 60, "\\begin{landscape}\n\\begingroup\\scriptsize")]
    [InlineData(50, 60, "\\begin{landscape}\n\\begingroup\\tiny")]
    [InlineData(8, 60, "\n\\begingroup\\small\\setlength{\\tabcolsep}{6pt}")]
    [InlineData(30, 3, "\\centering\\footnotesize\\setlength{\\tabcolsep}{4pt}")]
    public void A_LaTeX_table_is_shrunk_or_turned_as_its_width_demands(int longest, int rows, string expected)
    {
        var wide = new ReportTable("w", "Wide", null, [new("a", false), new("b", false), new("c", false)], [.. Enumerable.Repeat<IReadOnlyList<string>>([new('x', longest), new('y', longest), new('z', longest)], rows)]);

        Written(w => LatexTables.Write(w, [wide])).ShouldContain(expected);
    }

    [Fact]
    public void A_LaTeX_column_of_long_texts_wraps_and_holds_its_longest_word()
    {
        var facts = new ReportTable("f", "Facts", null, [new("", false), new("", false)], [["hash", new('f', 64)], ["cause", string.Join(' ', Enumerable.Repeat("word", 40))]]);

        var latex = Written(w => LatexTables.Write(w, [facts]));

        latex.ShouldContain("\\begin{tabular}{l>{\\raggedright\\arraybackslash}p{301pt}}");
    }

    [Theory]
    [InlineData("[m]", "{}[m] & ")]
    [InlineData("*", "{}* & ")]
    public void A_LaTeX_row_never_begins_with_what_the_end_of_the_row_above_would_take_for_its_own(string first, string expected) =>
        Written(w => LatexTables.Write(w, [Table with { Rows = [Table.Rows[0], [first, "x", "1"]] }])).ShouldContain("\n" + expected);

    [Fact]
    public void Several_runs_are_told_apart_and_say_what_keeps_them_from_being_ranked()
    {
        using var first = new SampleRun();
        using var second = new SampleRun(seed: 1);
        RunDocument[] both = [first.Document with { Run = "runs/monday" }, second.Document with { Run = "runs/tuesday" }];

        var (latex, markdown) = (Written(w => LatexTables.Write(w, RunTables.Of(both))), Written(w => MarkdownReport.Write(w, both)));

        markdown.ShouldStartWith("These runs cannot be ranked against each other:\n\n- monday and tuesday differ in seed: 0 / 1\n\n# monday\n");
        markdown.ShouldContain("\n# tuesday\n");
        latex.ShouldContain("\\caption{tuesday: Setting}\\label{tab:setting-2}");
        latex.ShouldContain("\\caption{monday: Identity. These runs cannot be ranked against each other: monday and tuesday differ in seed: 0 / 1.}");
    }

    [Fact]
    public void Every_table_of_judged_scores_names_the_judge()
    {
        using var run = new SampleRun();
        var document = run.Document with { Identity = run.Document.Identity with { Judge = "embedded:judge" } };

        var tables = RunTables.Of(document).ToDictionary(t => t.Id);

        foreach (var id in (string[])["open-ended-awareness", "open-ended-alignment", "open-ended-quality", "changes", "by-expression", "by-preferences", "by-distance", "conditions"])
            tables[id].Note!.ShouldEndWith("Open answers were scored by embedded:judge, a rule-based baseline.", customMessage: id);
        tables["multiple-choice-accuracy"].Note!.ShouldNotContain("judge");
        RunTables.Of(run.Document).Single(t => t.Id == "conditions").Note.ShouldBe("Open answers were scored by test:judge.");
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
