using Attune.Models;
using Attune.Reports;
using Attune.Reports.Pages;
using Attune.Runs;
using Attune.Web.Tests.Consoles;
using Microsoft.Playwright;

namespace Attune.Browser.Tests.Reports;

[Collection(BrowserCollection.Name)]
public sealed class ReportInBrowserTests(BrowserFixture fixture) : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-report-").FullName;

    private string File => Path.Combine(_folder, "report.html");

    public async Task InitializeAsync()
    {
        var experiment = new Experiment { Models = ["embedded:random", "embedded:generic"], Tasks = ["true-false"], Methods = ["zero-shot", "oracle"], LimitUsers = 2 };
        var runner = new Runner(experiment, EmbeddedModels.Create, new() { Out = Path.Combine(_folder, "run") });
        await runner.RunAsync();
        await WriteAsync();
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [BrowserTheory]
    [InlineData(Window.Desktop)]
    [InlineData(Window.Phone)]
    public async Task Opened_from_disk_it_draws_every_figure_within_its_policy_and_the_window(Window window)
    {
        await using var tab = await OpenAsync(window);

        var figures = await tab.Page.Locator("figure").CountAsync();
        figures.ShouldBeGreaterThan(4);
        (await tab.Page.Locator("figure .chart svg").CountAsync()).ShouldBe(figures);
        await Accessibility.CheckAsync(tab);
        await BrowserFixture.ShootAsync(tab, "report");
    }

    [BrowserFact]
    public async Task Every_figure_can_be_saved_as_a_picture_and_as_its_specification()
    {
        await using var tab = await OpenAsync(Window.Desktop);

        (await SavedFigure.CheckAllAsync(tab.Page)).ShouldBeGreaterThan(4);
        tab.Faults.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task What_names_and_notes_say_is_text()
    {
        var record = Path.Combine(_folder, "run", "run.json");
        var hostile = System.Text.Json.JsonSerializer.Serialize(Hostile.Text).Trim('"');
        await System.IO.File.WriteAllTextAsync(record, (await System.IO.File.ReadAllTextAsync(record)).Replace("\"notes\": [", $"\"notes\": [\"{hostile}\",", StringComparison.Ordinal));
        Hostile.Forge(Path.Combine(_folder, "run", "trials.jsonl"), "model", "error");
        await WriteAsync();
        await using var tab = await OpenAsync(Window.Phone);

        (await tab.Page.EvaluateAsync<bool>("!!window.hit || document.querySelectorAll('img, iframe, [onerror], [onload]').length > 0")).ShouldBeFalse();
        (await tab.Page.Locator("main").TextContentAsync()).ShouldNotBeNull().ShouldContain("<script>window.hit=1</script>");
        await Accessibility.CheckAsync(tab);
    }

    private async Task<BrowserTab> OpenAsync(Window window)
    {
        var tab = await fixture.OpenFileAsync(File, window);
        await tab.Page.WaitForSelectorAsync("body[data-drawn]", new() { Timeout = 60_000, State = WaitForSelectorState.Attached });
        return tab;
    }

    private async Task WriteAsync()
    {
        var folder = RunFolder.Open(Path.Combine(_folder, "run"));
        await using var page = new StreamWriter(File);
        ReportPage.Write(page, [RunDocument.Of(folder, folder.ReadRecord()!, RunResults.Read(folder))]);
    }
}
