using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;
using Microsoft.Playwright;

namespace Attune.Browser.Tests.Runs;

[Collection(BrowserCollection.Name)]
public sealed class PairPagesTests(BrowserFixture fixture) : IAsyncLifetime
{
    private const string Run = "tournament-of-pairs";

    public async Task InitializeAsync()
    {
        if (BrowserFixture.Missing is null && !Directory.Exists(Path.Combine(fixture.Console.Folder, "runs", Run))) await PairsRun.MakeAsync(fixture.Console.Folder, Run);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [BrowserTheory]
    [InlineData(Window.Phone)]
    [InlineData(Window.Desktop)]
    public async Task Everybody_can_use_the_pages_of_pairs(Window window)
    {
        await using var tab = await fixture.OpenAsync(Role.Owner, window);
        (await tab.GoAsync($"/runs/{Run}/pairs?sort=passed&desc=1")).ShouldBe(200);
        await Accessibility.CheckAsync(tab);
        await BrowserFixture.ShootAsync(tab, "pairs");

        await tab.Page.Locator("td a").First.ClickAsync();
        await tab.Page.Locator("section.contestant").First.WaitForAsync();
        await tab.Page.EvaluateAsync("() => document.querySelectorAll('details').forEach(d => d.open = true)");

        await Accessibility.CheckAsync(tab);
        await BrowserFixture.ShootAsync(tab, "pair");
        tab.Faults.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task An_owner_gets_with_the_keyboard_alone_from_a_run_to_what_an_evaluator_said_of_a_pair()
    {
        await using var tab = await fixture.OpenAsync(Role.Owner);
        await tab.GoAsync($"/runs/{Run}");
        await tab.Page.GetByRole(AriaRole.Heading, new() { Name = "In short" }).WaitForAsync(new() { Timeout = 60_000 }); // until then the page reloads itself
        await Keyboard.TabToAsync(tab.Page, "Preference pairs");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.WaitForURLAsync("**/pairs");
        await tab.Page.Locator("td a").First.FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.WaitForURLAsync("**/pairs/*");
        await tab.Page.Locator("section.contestant summary").First.FocusAsync();
        await tab.Page.Keyboard.PressAsync("Enter");

        (await tab.Page.Locator("section.contestant details[open] .rubrics").First.IsVisibleAsync()).ShouldBeTrue();
    }
}
