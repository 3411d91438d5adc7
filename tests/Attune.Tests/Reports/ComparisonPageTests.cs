using AngleSharp.Html.Parser;
using Attune.Reports.Pages;
using Attune.Runs;

namespace Attune.Tests.Reports;

public sealed class ComparisonPageTests
{
    [Fact]
    public void It_has_each_difference_in_figure_and_table()
    {
        using var run = new SampleRun();
        var results = RunResults.Read(run.Folder);
        var differences = PairedComparison.Compare(results, new Dictionary<string, string> { ["method"] = "oracle" }, results, new Dictionary<string, string> { ["method"] = "zero-shot" });
        var written = new StringWriter();

        ComparisonPage.Write(written, new("<b>r</b>", "<b>r</b>", run.Document.Identity, differences));

        var page = new HtmlParser().ParseDocument(written.ToString());
        page.QuerySelector("h1")!.TextContent.ShouldBe("Paired differences within <b>r</b>");
        page.QuerySelectorAll("#table-differences tbody tr").Length.ShouldBe(differences.Count);
        page.QuerySelectorAll("#figure-differences details tbody tr").Length.ShouldBe(differences.Count);
        page.QuerySelectorAll("#table-differences tbody tr td:nth-child(5)").Select(c => c.TextContent).ShouldContain("+0.125");
    }
}
