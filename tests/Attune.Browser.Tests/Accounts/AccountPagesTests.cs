using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;

namespace Attune.Browser.Tests.Accounts;

[Collection(BrowserCollection.Name)]
public sealed class AccountPagesTests(BrowserFixture fixture)
{
    [BrowserTheory]
    [InlineData(Role.Owner, Window.Phone)]
    [InlineData(Role.Owner, Window.Desktop)]
    [InlineData(Role.Annotator, Window.Phone)]
    [InlineData(Role.Annotator, Window.Desktop)]
    [InlineData(Role.Participant, Window.Phone)]
    [InlineData(Role.Participant, Window.Desktop)]
    [InlineData(null, Window.Phone)]
    [InlineData(null, Window.Desktop)]
    public async Task Everybody_can_use_the_pages_that_are_theirs(Role? role, Window window)
    {
        await using var tab = await fixture.OpenAsync(role, window);
        var who = role?.ToString().ToLowerInvariant() ?? "stranger";
        foreach (var (path, name) in PagesOf(role))
        {
            (await tab.GoAsync(path)).ShouldBe(200, path);
            await Accessibility.CheckAsync(tab);
            await BrowserFixture.ShootAsync(tab, $"{name}-{who}");
        }

        (await tab.GoAsync("/nothing-here")).ShouldBe(404);
        await Accessibility.CheckAsync(tab);
    }

    [BrowserFact]
    public async Task Somebody_signs_in_and_out_with_the_keyboard_alone()
    {
        await using var tab = await fixture.OpenAsync(null);
        tab.Path.ShouldBe("/sign-in");
        await Keyboard.TabToAsync(tab.Page, "Name");
        await tab.Page.Keyboard.TypeAsync("anton");
        await Keyboard.TabToAsync(tab.Page, "Password");
        await tab.Page.Keyboard.TypeAsync(RunningConsole.Password);
        await tab.Page.Keyboard.PressAsync("Enter");

        await tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "Hello, Anton" }).WaitForAsync();
        await Keyboard.TabToAsync(tab.Page, "Sign out");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "Sign in" }).WaitForAsync();
    }

    [BrowserFact]
    public async Task The_skip_link_leads_past_the_navigation()
    {
        await using var tab = await fixture.OpenAsync(Role.Owner);
        await tab.GoAsync("/invitations");
        await tab.Page.Keyboard.PressAsync("Tab");
        (await Keyboard.FocusedAsync(tab.Page)).ShouldBe("Skip to content");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.Keyboard.PressAsync("Tab");

        (await Keyboard.FocusedAsync(tab.Page)).ShouldBe("What they may do");
    }

    [BrowserFact]
    public async Task An_invited_person_joins_on_a_phone()
    {
        await using var owner = await fixture.OpenAsync(Role.Owner, Window.Phone);
        await owner.GoAsync("/invitations");
        await owner.Page.GetByLabel("What they may do").SelectOptionAsync("participant");
        await owner.Page.GetByLabel("Whom it is for").FillAsync("Quentin");
        await owner.Page.GetByText("Make a link").ClickAsync();
        var link = await owner.Page.Locator("code.secret").TextContentAsync();
        await Accessibility.CheckAsync(owner);
        await BrowserFixture.ShootAsync(owner, "invitation-made");

        await using var guest = await fixture.OpenAsync(null, Window.Phone);
        await guest.GoAsync(new Uri(link!).AbsolutePath);
        await Accessibility.CheckAsync(guest);
        await BrowserFixture.ShootAsync(guest, "join");
        await guest.Page.GetByLabel("Name").FillAsync("Quentin");
        await guest.Page.GetByLabel("Password", new() { Exact = true }).FillAsync("short");
        await guest.Page.GetByLabel("The same password again").FillAsync("short");
        await guest.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Join" }).ClickAsync();
        await guest.Page.GetByText("at least 12 characters", new() { Exact = false }).First.WaitForAsync();
        await Accessibility.CheckAsync(guest);
        await guest.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(RunningConsole.Password);
        await guest.Page.GetByLabel("The same password again").FillAsync(RunningConsole.Password);
        await guest.Page.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Join" }).ClickAsync();

        await guest.Page.GetByRole(Microsoft.Playwright.AriaRole.Heading, new() { Name = "Hello, Quentin" }).WaitForAsync();
        (await guest.Page.GetByText("Members").CountAsync()).ShouldBe(0);
    }

    private (string Path, string Name)[] PagesOf(Role? role) => role switch
    {
        null => [("/sign-in", "sign-in"), ("/sign-in?return=/members", "sign-in-return")],
        Role.Owner => [("/", "home"), ("/members", "members"), ($"/members/{fixture[Role.Annotator].Id}", "member"), ("/invitations", "invitations"), ("/account", "account")],
        _ => [("/", "home"), ("/account", "account")],
    };
}
