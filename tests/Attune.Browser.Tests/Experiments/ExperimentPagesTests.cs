using Attune.Web.Accounts;
using Microsoft.Playwright;

namespace Attune.Browser.Tests.Experiments;

[Collection(BrowserCollection.Name)]
public sealed class ExperimentPagesTests(BrowserFixture fixture)
{
    [BrowserTheory]
    [InlineData(Window.Phone)]
    [InlineData(Window.Desktop)]
    public async Task An_owner_plans_and_starts_an_experiment_and_sees_it_end(Window window)
    {
        await using var tab = await fixture.OpenAsync(Role.Owner, window);
        await tab.GoAsync("/experiments");
        await Accessibility.CheckAsync(tab);
        await BrowserFixture.ShootAsync(tab, "experiments");
        await tab.Page.GetByRole(AriaRole.Link, new() { Name = "New experiment" }).ClickAsync();
        await Accessibility.CheckAsync(tab);
        await BrowserFixture.ShootAsync(tab, "experiment-new");
        await tab.Page.GetByLabel("Only the first people").FillAsync("1");
        await tab.Page.GetByLabel("Name of the run").FillAsync($"by-{window}");
        await tab.Page.GetByLabel("US dollars at most").FillAsync("much");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Plan it" }).ClickAsync();
        await tab.Page.GetByText("is not a number above 0", new() { Exact = false }).WaitForAsync();
        await Accessibility.CheckAsync(tab);
        await tab.Page.GetByLabel("US dollars at most").FillAsync("1.50");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Plan it" }).ClickAsync();
        await tab.Page.GetByRole(AriaRole.Heading, new() { Name = "The plan" }).WaitForAsync();
        await Accessibility.CheckAsync(tab);
        await BrowserFixture.ShootAsync(tab, "plan");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Start" }).ClickAsync();

        await tab.Page.Locator("#progress .tag", new() { HasText = "done" }).WaitForAsync(new() { Timeout = 60_000 });
        await tab.Page.GetByRole(AriaRole.Heading, new() { Name = "In short" }).WaitForAsync(new() { Timeout = 60_000 });
        await Accessibility.CheckAsync(tab);
    }

    [BrowserFact]
    public async Task An_experiment_is_planned_and_started_with_the_keyboard_alone()
    {
        await using var tab = await fixture.OpenAsync(Role.Owner);
        await tab.GoAsync("/experiments/new");
        await Keyboard.TabToAsync(tab.Page, "Only the first people");
        await tab.Page.Keyboard.TypeAsync("1");
        await Keyboard.TabToAsync(tab.Page, "Name of the run");
        await tab.Page.Keyboard.TypeAsync("by-keyboard");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.GetByRole(AriaRole.Heading, new() { Name = "The plan" }).WaitForAsync();
        await Keyboard.TabToAsync(tab.Page, "Start");
        await tab.Page.Keyboard.PressAsync("Enter");

        await tab.Page.Locator("#progress").WaitForAsync();
        tab.Path.ShouldStartWith("/runs/by-keyboard-");
    }
}
