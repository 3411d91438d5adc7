using System.Text.Json.Nodes;
using Attune.Browser.Tests.Reports;
using Attune.Runs;
using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;
using Microsoft.Playwright;

namespace Attune.Browser.Tests.Runs;

[Collection(BrowserCollection.Name)]
public sealed class RunPagesTests(BrowserFixture fixture) : IAsyncLifetime
{
    private const string Name = "shown";

    private TrialRecord _trial = null!;

    public async Task InitializeAsync()
    {
        if (BrowserFixture.Missing is not null) return;
        var folder = Directory.Exists(Path.Combine(fixture.Console.Folder, "runs", Name)) ? RunFolder.Open(Path.Combine(fixture.Console.Folder, "runs", Name)) : await SampleRun.MakeAsync(fixture.Console.Folder, Name);
        if (!Directory.Exists(Path.Combine(fixture.Console.Folder, "runs", "shown-too"))) await SampleRun.MakeAsync(fixture.Console.Folder, "shown-too", SampleRun.Experiment with { LimitUsers = 1 });
        if (!Directory.Exists(Path.Combine(fixture.Console.Folder, "runs", "resumable"))) Interrupt(await SampleRun.MakeAsync(fixture.Console.Folder, "resumable", SampleRun.Experiment with { LimitUsers = 1 }));
        _trial = folder.ReadTrials().First(t => t is { Condition: { Method: "rag", Task: "open-ended", Model: "embedded:lexical" }, Evidence.Turns: > 0 });
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [BrowserTheory]
    [InlineData(Window.Phone)]
    [InlineData(Window.Desktop)]
    public async Task Everybody_can_use_the_pages_of_runs(Window window)
    {
        await using var tab = await fixture.OpenAsync(Role.Owner, window);
        var trial = $"/runs/{Name}/trials/{_trial.Key}";
        foreach (var (path, name) in ((string, string)[])
        [
            ("/runs", "runs"), ($"/runs/{Name}", "run"), ("/runs/resumable", "run-resumable"), ($"/runs/{Name}/trials?task=open-ended", "trials"), (trial, "trial"), ($"{trial}/beside", "beside"), ($"{trial}/sessions/1/1", "sessions"),
            ($"/compare?a={Name}&b={Name}", "compare"), ($"/runs/{Name}/trials?text=nobodysaysthis", "trials-none"),
        ])
        {
            (await tab.GoAsync(path)).ShouldBe(200, path);
            if (name is "run" or "run-resumable" or "compare") await tab.Page.WaitForSelectorAsync("body[data-drawn]");
            await Accessibility.CheckAsync(tab);
            await BrowserFixture.ShootAsync(tab, name);
        }
    }

    [BrowserFact]
    public async Task Figures_are_drawn_and_saved_within_the_content_policy()
    {
        await using var tab = await fixture.OpenAsync(Role.Owner);
        await tab.GoAsync($"/runs/{Name}");
        await tab.Page.WaitForSelectorAsync("body[data-drawn]");

        var figures = await tab.Page.Locator("figure.drawn").CountAsync();
        figures.ShouldBeGreaterThan(0);
        (await tab.Page.Locator("figure.drawn .chart svg").CountAsync()).ShouldBe(figures);
        (await SavedFigure.CheckAllAsync(tab.Page)).ShouldBe(figures);
        tab.Faults.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task An_owner_gets_with_the_keyboard_alone_from_home_to_the_turn_that_reveals_a_preference()
    {
        await using var tab = await fixture.OpenAsync(Role.Owner);
        await FollowAsync(tab, "Runs");
        await FollowAsync(tab, Name);
        await FollowAsync(tab, "All trials");
        await tab.Page.GetByLabel("task", new() { Exact = true }).FocusAsync();
        await tab.Page.Keyboard.PressAsync("o"); // one letter: a list forgets the first of several where the next comes late
        await Keyboard.TabToAsync(tab.Page, "Show");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.WaitForURLAsync("**/trials?*task=open-ended*");
        await tab.Page.Locator("td a").First.FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.GetByRole(AriaRole.Heading, new() { Name = "Answer" }).WaitForAsync();
        await FollowAsync(tab, "Next");
        await tab.GoAsync($"/runs/{Name}/trials/{_trial.Key}");
        await FollowAsync(tab, "Where it was revealed");

        (await tab.Page.EvaluateAsync<bool>("() => { const s = document.querySelector(location.hash); const box = s.getBoundingClientRect(); return s.matches('.reveals') && box.top >= -1 && box.top < innerHeight; }")).ShouldBeTrue();
    }

    [BrowserFact]
    public async Task Folded_sessions_come_when_they_are_opened()
    {
        await using var tab = await fixture.OpenAsync(Role.Owner);
        await tab.GoAsync($"/runs/{Name}/trials/{_trial.Key}");
        var fold = tab.Page.Locator("details.session[hx-get]").First;
        (await fold.Locator("section.session").CountAsync()).ShouldBe(0);

        await fold.Locator("summary").First.ClickAsync();

        await fold.Locator("section.session").First.WaitForAsync();
        await Accessibility.CheckAsync(tab);
    }

    /// <summary>A run that somebody could go on with: its page has the form for it.</summary>
    private static void Interrupt(RunFolder folder)
    {
        var file = Path.Combine(folder.Location, "run.json");
        var record = JsonNode.Parse(File.ReadAllText(file))!;
        (record["status"], record["reason"]) = ("interrupted", "the budget: does not reach for another trial: 1.20 of 1.25 US dollars are used");
        File.WriteAllText(file, record.ToJsonString());
    }

    private static async Task FollowAsync(BrowserTab tab, string name)
    {
        await Keyboard.TabToAsync(tab.Page, name);
        var before = tab.Page.Url;
        await tab.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(tab.Page).Not.ToHaveURLAsync(before);
        await tab.Page.WaitForLoadStateAsync();
    }
}
