using System.Security.Cryptography;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Attune.Reports;
using Attune.Reports.Pages;

namespace Attune.Tests.Reports;

public sealed class ReportPageTests : IDisposable
{
    private const string Hostile = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&";

    private readonly SampleRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public void Names_notes_and_errors_of_a_run_stay_text()
    {
        using var run = new SampleRun(Hostile, "n", Hostile, about: Hostile);
        var (hostile, plain) = (Parse(run.Document), Parse(_run.Document));

        hostile.QuerySelectorAll("img, iframe, object, embed, link, base").ShouldBeEmpty();
        hostile.Scripts.Length.ShouldBe(plain.Scripts.Length);
        hostile.All.SelectMany(e => e.Attributes).ShouldNotContain(a => a.Name.StartsWith("on"));
        hostile.QuerySelector(".question")!.TextContent.ShouldBe(Hostile);
        hostile.QuerySelectorAll("#table-causes td").Select(c => c.TextContent).ShouldContain(Hostile);
        hostile.QuerySelectorAll("td").Count(c => c.TextContent == Hostile).ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_hostile_name_is_whole_in_a_specification_and_ends_no_script_block()
    {
        using var run = new SampleRun(Hostile);

        foreach (var spec in Parse(run.Document).QuerySelectorAll("script.spec"))
        {
            spec.TextContent.ShouldNotContain("<");
            System.Text.Json.JsonDocument.Parse(spec.TextContent).RootElement.GetProperty("data").GetProperty("values").GetArrayLength().ShouldBeGreaterThan(0);
        }

        Parse(run.Document).QuerySelector("#figure-by-context script.spec")!.TextContent.ShouldContain("\\u003C/script\\u003E");
    }

    [Fact]
    public void It_fetches_nothing()
    {
        var page = Parse(_run.Document);

        page.QuerySelectorAll("[src], [href], [srcset], [action], [background], [poster]").ShouldBeEmpty();
        page.QuerySelector("style")!.TextContent.ShouldNotContain("url(");
        page.QuerySelector("style")!.TextContent.ShouldNotContain("@import");
    }

    [Fact]
    public void Its_policy_allows_its_own_style_and_scripts_and_nothing_else()
    {
        var page = Parse(_run.Document);
        var policy = page.QuerySelector("meta[http-equiv='Content-Security-Policy']")!.GetAttribute("content")!;

        policy.ShouldStartWith("default-src 'none';");
        policy.ShouldNotContain("unsafe");
        policy.ShouldNotContain("http");
        foreach (var own in page.QuerySelectorAll("style, script:not(.spec)")) policy.ShouldContain($"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(own.TextContent)))}'");
        page.QuerySelectorAll("[style]").ShouldBeEmpty();
    }

    [Fact]
    public void Every_score_is_that_of_the_document()
    {
        var document = _run.Document;
        var groups = document.Breakdowns.Single(b => b.By.Count == 4 && b.By[3] == "context").Groups.Where(g => g["task"] == "multiple-choice").ToList();

        var rows = Cells(Parse(document), "#table-multiple-choice-accuracy");

        rows.Count.ShouldBe(groups.Count);
        foreach (var (row, group) in rows.Zip(groups))
        {
            var (score, gain) = (group.Metrics["accuracy"], group.GainOverBlind?["accuracy"]);
            row["model"].ShouldBe(group["model"]);
            row["method"].ShouldStartWith(group["method"]);
            row["context"].ShouldBe(group["context"]);
            row["mean"].ShouldBe(Invariant($"{score.Mean:0.00}"));
            row["95% interval"].ShouldBe(Invariant($"{score.Low:0.00} to {score.High:0.00}"));
            row["gain"].ShouldBe(gain is null ? "" : Invariant($"{gain.Mean:+0.00;-0.00;0.00}"));
            row["n"].ShouldBe($"{group.N}");
            row["invalid"].ShouldBe(group.Invalid == 0 ? "" : $"{group.Invalid}");
            row["failed"].ShouldBe(group.Failed == 0 ? "" : $"{group.Failed}");
        }
    }

    [Fact]
    public void Every_condition_and_every_paired_difference_is_there()
    {
        var document = _run.Document;
        var page = Parse(document);

        Cells(page, "#table-conditions").Count.ShouldBe(document.Conditions.Sum(c => c.Task == "open-ended" ? 3 : 1));
        Cells(page, "#table-changes").Select(r => r["difference"]).ShouldBe(document.Effects.Select(e => Invariant($"{e.Difference.Mean:+0.000;-0.000;0.000}")));
        Cells(page, "#table-causes").Select(r => (r["outcome"], r["cause"], r["times"])).ShouldBe([("invalid", "the answer makes no clear choice", "1"), ("failed", "Down.", "1")]);
        Cells(page, "#table-usage").Select(r => r["calls"]).ShouldBe(document.Usage.ByRole.Select(u => $"{u.Calls:N0}"));
    }

    [Fact]
    public void Each_figure_has_its_data_as_a_table_too()
    {
        var page = Parse(_run.Document);

        page.QuerySelectorAll("figure").Length.ShouldBeGreaterThan(7);
        foreach (var figure in page.QuerySelectorAll("figure"))
        {
            var values = System.Text.Json.JsonDocument.Parse(figure.QuerySelector("script.spec")!.TextContent).RootElement.GetProperty("data").GetProperty("values").EnumerateArray().ToList();
            var rows = Cells(figure, "details table");
            rows.Select(r => (r["panel"], r["row"], r["series"], r["mean"])).ShouldBe(values.Select(v =>
                (v.GetProperty("panel").GetString()!, v.GetProperty("group").GetString()!, v.GetProperty("series").GetString()!, Invariant($"{v.GetProperty("mean").GetDouble():0.000}"))));
        }
    }

    [Fact]
    public void Ids_are_given_once()
    {
        using var other = new SampleRun(seed: 1);
        using var third = new SampleRun();

        var ids = Parse(_run.Document, other.Document, third.Document).QuerySelectorAll("[id]").Select(e => e.Id).ToList();

        ids.Distinct().Count().ShouldBe(ids.Count);
    }

    [Fact]
    public void Runs_that_are_alike_stand_side_by_side_in_each_figure()
    {
        using var other = new SampleRun();
        var page = Parse(_run.Document, other.Document);

        page.QuerySelectorAll("#figure-by-context").Length.ShouldBe(1);
        Cells(page.QuerySelector("#figure-by-context")!, "details table").Select(r => r["series"]).Distinct().Count().ShouldBe(4);
        page.Body!.TextContent.ShouldContain("the same dataset, prompts, judge, seed and version");
    }

    [Fact]
    public void Runs_that_differ_are_told_apart_and_share_no_figure()
    {
        using var other = new SampleRun(seed: 1);
        var page = Parse(_run.Document, other.Document);

        page.Body!.TextContent.ShouldContain("These runs cannot be ranked against each other");
        page.Body!.TextContent.ShouldContain("differ in seed: 0 / 1");
        page.QuerySelector("#figure-by-context").ShouldBeNull();
        foreach (var id in (string[])["#figure-1-by-context", "#figure-2-by-context"])
            Cells(page.QuerySelector(id)!, "details table").Select(r => r["series"]).Distinct().ShouldBe(["m", "n"]);
    }

    [Fact]
    public void A_run_without_any_trial_has_a_page()
    {
        using var run = new SampleRun();
        File.Delete(run.Folder.LogPath);

        var page = Parse(run.Document);

        page.Body!.TextContent.ShouldContain("No trial has ended yet.");
        page.QuerySelectorAll("figure").ShouldBeEmpty();
    }

    private static IDocument Parse(params RunDocument[] runs)
    {
        var written = new StringWriter();
        ReportPage.Write(written, runs);
        return new HtmlParser().ParseDocument(written.ToString());
    }

    private static List<Dictionary<string, string>> Cells(IParentNode page, string table)
    {
        var found = page.QuerySelector(table)!;
        var headers = found.QuerySelectorAll("th").Select(h => h.TextContent).ToList();
        return [.. found.QuerySelectorAll("tbody tr").Select(r => headers.Zip(r.Children.Select(c => c.TextContent)).Where(c => c.First.Length > 0).ToDictionary(c => c.First, c => c.Second))];
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
