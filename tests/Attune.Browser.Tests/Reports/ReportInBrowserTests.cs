using Attune.Models;
using Attune.Reports;
using Attune.Reports.Pages;
using Attune.Runs;
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
        var record = await runner.RunAsync();
        await using var page = new StreamWriter(File);
        ReportPage.Write(page, [RunDocument.Of(runner.Folder, record, RunResults.Read(runner.Folder))]);
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
        tab.Faults.Where(f => !f.Contains("file://")).ShouldBeEmpty();
        (await tab.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth")).ShouldBeTrue();
        await BrowserFixture.ShootAsync(tab, "report");
    }

    [BrowserTheory]
    [InlineData("SVG", ".svg", "<svg")]
    [InlineData("PNG", ".png", "\uFFFDPNG")]
    [InlineData("Specification", ".vl.json", "{\"$schema\":")]
    public async Task A_figure_can_be_saved(string button, string ending, string begin)
    {
        await using var tab = await OpenAsync(Window.Desktop);

        var saved = await tab.Page.RunAndWaitForDownloadAsync(() => tab.Page.Locator("figure").First.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync());

        saved.SuggestedFilename.ShouldBe("by-task" + ending);
        (await System.IO.File.ReadAllTextAsync((await saved.PathAsync())!)).ShouldStartWith(begin);
    }

    private async Task<BrowserTab> OpenAsync(Window window)
    {
        var tab = await fixture.OpenAsync(null, window);
        await tab.Page.GotoAsync(new Uri(File).AbsoluteUri);
        await tab.Page.WaitForSelectorAsync("body[data-drawn]", new() { Timeout = 60_000, State = WaitForSelectorState.Attached });
        return tab;
    }
}
