using Attune.Web.Accounts;
using Attune.Web.Chats;
using Microsoft.Playwright;

namespace Attune.Browser.Tests.Departures;

[Collection(BrowserCollection.Name)]
public sealed class DeparturePagesTests(BrowserFixture fixture)
{
    [BrowserTheory]
    [InlineData(Window.Phone)]
    [InlineData(Window.Desktop)]
    public async Task An_owner_deletes_an_account_with_the_keyboard_alone(Window window)
    {
        var account = await fixture.Console.AddAsync(Role.Annotator, $"Leaving by {window}");
        await using var tab = await fixture.OpenAsync(Role.Owner, window);
        await tab.GoAsync($"/members/{account.Id}");
        await Keyboard.TabToAsync(tab.Page, "Delete this account…");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.WaitForURLAsync("**/delete");
        await Accessibility.CheckAsync(tab);
        await BrowserFixture.ShootAsync(tab, "delete-account");

        await Keyboard.TabToAsync(tab.Page, "Delete this account");
        await tab.Page.Keyboard.PressAsync("Enter");

        await tab.Page.WaitForURLAsync("**/members");
        (await fixture.Console.AccountsAsync()).ShouldNotContain(a => a.Id == account.Id);
    }

    [BrowserTheory]
    [InlineData(Window.Phone)]
    [InlineData(Window.Desktop)]
    public async Task An_owner_deletes_a_collection_by_typing_its_name(Window window)
    {
        var collections = fixture.Console.Service<CollectionStore>();
        var id = await collections.AddAsync(new() { Name = $"Over by {window}", Model = "embedded:lexical", KeepUntil = "2999-12-31" });
        await using var tab = await fixture.OpenAsync(Role.Owner, window);
        await tab.GoAsync($"/collections/{id}/delete");
        await tab.Page.GetByLabel("The name of the collection").FillAsync("another");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Delete it" }).ClickAsync();
        await tab.Page.GetByText("as it stands in the heading", new() { Exact = false }).WaitForAsync();
        await Accessibility.CheckAsync(tab);
        await BrowserFixture.ShootAsync(tab, "delete-collection");

        await tab.Page.GetByLabel("The name of the collection").FillAsync($"Over by {window}");
        await tab.Page.Keyboard.PressAsync("Enter");

        await tab.Page.WaitForURLAsync("**/collections");
        (await collections.FindAsync(id)).ShouldBeNull();
    }
}
