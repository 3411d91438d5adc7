using Attune.Web.Accounts;
using Attune.Web.Chats;
using Microsoft.Playwright;

namespace Attune.Browser.Tests.Chats;

/// <summary>The way of a participant in a browser.</summary>
[Collection(BrowserCollection.Name)]
public sealed class TakingPartTests(BrowserFixture fixture)
{
    private const string Password = "a lamp, a tram, a heron";

    [BrowserTheory]
    [InlineData(Window.Phone)]
    [InlineData(Window.Desktop)]
    public async Task Somebody_is_invited_consents_chats_takes_their_data_and_deletes_all(Window window)
    {
        await using var owner = await fixture.OpenAsync(Role.Owner, window);
        var link = await InviteAsync(owner, $"Talks {window}");
        await using var guest = await fixture.OpenAsync(null, window);
        await guest.GoAsync(link);
        await guest.Page.GetByLabel("Name").FillAsync($"Guest {window}");
        await guest.Page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await guest.Page.GetByLabel("The same password again").FillAsync(Password);
        await PressAsync(guest, "Join");
        await guest.Page.GetByRole(AriaRole.Link, new() { Name = $"Talks {window}" }).ClickAsync();
        await LookAsync(guest, "consent");

        await guest.Page.GetByLabel("I have read this").CheckAsync();
        await PressAsync(guest, "Take part");
        await LookAsync(guest, "no-chats");
        await guest.Page.GetByRole(AriaRole.Link, new() { Name = "New chat" }).ClickAsync();
        await guest.Page.GetByLabel("Your message").FillAsync("I am vegetarian and I cook every evening. My address is me@example.org. What could I make with leeks?");
        await LookAsync(guest, "new-chat");
        await PressAsync(guest, "Send");
        await guest.Page.GetByText("[e-mail]").First.WaitForAsync();
        await guest.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).WaitForAsync();
        await LookAsync(guest, "chat");
        await guest.Page.GetByRole(AriaRole.Link, new() { Name = "All chats" }).ClickAsync();
        await LookAsync(guest, "chats");

        await guest.Page.GetByRole(AriaRole.Link, new() { Name = "What is stored of you" }).ClickAsync();
        await guest.Page.Locator("details summary").First.ClickAsync();
        await LookAsync(guest, "own-data");
        var download = await guest.Page.RunAndWaitForDownloadAsync(() => guest.Page.GetByRole(AriaRole.Link, new() { Name = "(JSON)" }).ClickAsync());
        (await File.ReadAllTextAsync(await download.PathAsync())).ShouldContain("leeks");
        await owner.Page.ReloadAsync();
        (await owner.Page.GetByText("leeks").CountAsync()).ShouldBe(0);
        await LookAsync(owner, "collection");
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Make datasets" }).ClickAsync();
        var name = $"talks-{window}".ToLowerInvariant();
        await owner.Page.GetByLabel("Name of the new dataset").FillAsync(name);
        await PressAsync(owner, "Make a dataset");
        await owner.Page.GetByText($"Mine the preferences of {name}").ClickAsync();
        await LookAsync(owner, "datasets");
        var sessions = Path.Combine(fixture.Console.Folder, "data", name, "sessions.jsonl");
        (await File.ReadAllTextAsync(sessions)).ShouldContain("leeks");

        await guest.Page.GetByText("Delete everything and my account").First.ClickAsync();
        await Accessibility.CheckAsync(guest);
        await PressAsync(guest, "Delete my account");
        await guest.Page.GetByRole(AriaRole.Heading, new() { Name = "All is deleted" }).WaitForAsync();
        await Accessibility.CheckAsync(guest);
        File.Exists(sessions).ShouldBeFalse();
        (await fixture.Console.Database.ReadAsync(t => t.NumberAsync("SELECT COUNT(*) FROM chat_turns WHERE said LIKE '%leeks%'"))).ShouldBe(0);
    }

    [BrowserFact]
    public async Task A_chat_is_held_with_the_keyboard_alone()
    {
        var collections = fixture.Console.Service<CollectionStore>();
        var id = await collections.AddAsync(new() { Name = "By keyboard", KeepUntil = "2999-12-31" });
        await fixture.Console.Service<ParticipationStore>().AddAsync(id, fixture[Role.Participant].Id);
        await using var tab = await fixture.OpenAsync(Role.Participant);
        await TabAndEnterAsync(tab, "By keyboard");
        await tab.Page.GetByRole(AriaRole.Heading, new() { Name = "By keyboard" }).WaitForAsync();
        await Keyboard.TabToAsync(tab.Page, "I have read this, I am of age, and I agree to take part.");
        await tab.Page.Keyboard.PressAsync("Space");
        await TabAndEnterAsync(tab, "Take part");
        await tab.Page.GetByText("You have no chats yet.").WaitForAsync();
        await TabAndEnterAsync(tab, "New chat");
        await tab.Page.GetByLabel("Your message").WaitForAsync();
        await Keyboard.TabToAsync(tab.Page, "Your message");
        await tab.Page.Keyboard.TypeAsync("I prefer trains to planes.");
        await TabAndEnterAsync(tab, "Send");

        // Where the answer took its time, the next message can be written at once; this one may have been there with the page.
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).WaitForAsync();
        if (await Keyboard.FocusedAsync(tab.Page) != "Your message") await Keyboard.TabToAsync(tab.Page, "Your message");
        await tab.Page.Keyboard.TypeAsync("And I like tea.");
        await TabAndEnterAsync(tab, "Send");
        await tab.Page.GetByText("And I like tea.").First.WaitForAsync();
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Send" }).WaitForAsync();
        await Accessibility.CheckAsync(tab);
    }

    private static async Task<string> InviteAsync(BrowserTab owner, string name)
    {
        await owner.GoAsync("/collections");
        await Accessibility.CheckAsync(owner);
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "New collection" }).ClickAsync();
        await LookAsync(owner, "new-collection");
        await owner.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await PressAsync(owner, "Make it");
        await owner.Page.GetByLabel("Whom it is for").FillAsync("Guest");
        await PressAsync(owner, "Make a link");
        var link = await owner.Page.Locator("code.secret").TextContentAsync();
        await Accessibility.CheckAsync(owner);
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = "Collections" }).ClickAsync();
        await owner.Page.GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        return new Uri(link!).AbsolutePath;
    }

    private static async Task LookAsync(BrowserTab tab, string name)
    {
        await Accessibility.CheckAsync(tab);
        await BrowserFixture.ShootAsync(tab, "collecting-" + name);
    }

    private static Task PressAsync(BrowserTab tab, string button) => tab.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    private static async Task TabAndEnterAsync(BrowserTab tab, string name)
    {
        await Keyboard.TabToAsync(tab.Page, name);
        await tab.Page.Keyboard.PressAsync("Enter");
    }
}
