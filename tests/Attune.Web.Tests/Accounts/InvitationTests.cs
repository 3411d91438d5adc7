using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;
using Attune.Web.Tests.ModelServer;

namespace Attune.Web.Tests.Accounts;

public sealed class InvitationTests
{
    private const string Chosen = "a lamp, a tram, a heron";

    [Fact]
    public async Task An_owner_makes_a_link_and_whoever_takes_it_is_in_as_what_it_says()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        var made = await owner.SubmitAsync(await owner.GetAsync("/invitations"), "/invitations", ("role", "annotator"), ("note", "<b>Bo</b>"));
        var link = made.Document.QuerySelector("code.secret")!.TextContent;
        link.ShouldStartWith(console.Address + "join/");
        made.Document.QuerySelectorAll("b").ShouldBeEmpty();

        using var guest = await console.VisitAsync();
        var joined = await JoinAsync(guest, new Uri(link).AbsolutePath, "Bo");
        (await guest.FollowAsync(joined)).Heading.ShouldBe("Hello, Bo");

        (await console.Accounts.FindByNameAsync("bo"))!.Role.ShouldBe(Role.Annotator);
        (await owner.GetAsync("/invitations")).Main.ShouldContain("used by Bo");
    }

    [Fact]
    public async Task Of_twenty_who_take_one_link_at_once_one_gets_in()
    {
        await using var console = await RunningConsole.StartAsync();
        var path = "/join/" + await console.Invitations.CreateAsync(Role.Annotator, "one");
        var guests = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            var guest = await console.VisitAsync();
            return (Guest: guest, Page: await guest.GetAsync(path));
        }));

        var outcomes = await Task.WhenAll(guests.Select((g, i) => g.Guest.SubmitAsync(g.Page, path, ("name", $"guest {i}"), ("password", Chosen), ("again", Chosen))));

        outcomes.Count(o => o.Status == 303).ShouldBe(1);
        outcomes.Count(o => o.Status == 410).ShouldBe(19);
        (await console.AccountsAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("a newer link")]
    [InlineData("another password")]
    [InlineData("being disabled")]
    public async Task A_link_to_a_new_password_is_over_after(string what)
    {
        await using var console = await RunningConsole.StartAsync();
        using var member = await console.VisitAsync(Role.Annotator);
        var id = member.Account!.Id;
        var old = "/join/" + await console.Invitations.CreateAsync(Role.Annotator, "", id);
        (await member.GetAsync(old)).Status.ShouldBe(200);

        if (what == "being disabled") await console.Accounts.DisableAsync(id);
        else if (what == "a newer link") await console.Invitations.CreateAsync(Role.Annotator, "", id);
        else
            (await member.SubmitAsync(await member.GetAsync("/account"), "/account/password", ("current", RunningConsole.Password), ("password", Chosen), ("again", Chosen))).Status.ShouldBe(303);

        (await member.GetAsync(old)).Status.ShouldBe(410);
    }

    [Fact]
    public async Task The_name_that_an_owner_was_created_by_stands_in_the_form()
    {
        await using var console = await RunningConsole.StartAsync(o => o with { CreateOwner = "Mara" });
        using var guest = await console.VisitAsync();

        var page = await guest.GetAsync(console.Host.OwnerLink!.AbsolutePath);

        page.Document.QuerySelector("input[name=name]")!.GetAttribute("value").ShouldBe("Mara");
    }

    [Fact]
    public async Task A_link_that_is_unknown_used_revoked_or_over_lets_nobody_in()
    {
        var clock = new ManualClock();
        await using var console = await RunningConsole.StartAsync(clock: clock);
        using var guest = await console.VisitAsync();
        var (used, revoked, over) = (await console.Invitations.CreateAsync(Role.Owner, ""), await console.Invitations.CreateAsync(Role.Owner, "to revoke"), await console.Invitations.CreateAsync(Role.Owner, ""));
        await console.Invitations.AcceptAsync(used, "taker", "hash");
        await console.Invitations.RevokeAsync((await console.InvitationsAsync()).First(i => i.Note == "to revoke").Id);
        var open = await guest.GetAsync("/join/" + over);
        open.Status.ShouldBe(200);
        clock.Advance(Invitations.Lifetime);

        foreach (var secret in (string[])["unknown", used, revoked, over]) (await guest.GetAsync("/join/" + secret)).Status.ShouldBe(410);
        (await guest.SubmitAsync(open, "/join/" + over, ("name", "late"), ("password", Chosen), ("again", Chosen))).Status.ShouldBe(410);
        (await console.Accounts.FindByNameAsync("late")).ShouldBeNull();
    }

    [Fact]
    public async Task A_name_that_is_taken_leaves_the_link_good()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.AddAsync(Role.Owner, "Olive");
        using var guest = await console.VisitAsync();
        var path = "/join/" + await console.Invitations.CreateAsync(Role.Annotator, "");

        var refused = await JoinAsync(guest, path, "oLIVE ");
        (refused.Status, refused.Document.QuerySelector("#field-name-fault")!.TextContent).ShouldBe((422, "Somebody else has this name. Choose another."));
        (await JoinAsync(guest, path, "Olivia")).Status.ShouldBe(303);
    }

    [Theory]
    [InlineData("", Chosen, Chosen, "field-name")]
    [InlineData("evil\u202Ename", Chosen, Chosen, "field-name")]
    [InlineData("Bo", "short", "short", "field-password")]
    [InlineData("Bo", "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "field-password")]
    [InlineData("Bowie", "bowie's password", "bowie's password", "field-password")]
    [InlineData("Bo", Chosen, "something else!", "field-again")]
    public async Task What_cannot_be_chosen_is_said_beside_its_field(string name, string password, string again, string field)
    {
        await using var console = await RunningConsole.StartAsync();
        using var guest = await console.VisitAsync();
        var path = "/join/" + await console.Invitations.CreateAsync(Role.Annotator, "");

        var refused = await guest.SubmitAsync(await guest.GetAsync(path), path, ("name", name), ("password", password), ("again", again));

        refused.Status.ShouldBe(422);
        refused.Document.QuerySelectorAll("[aria-invalid]").ShouldHaveSingleItem().Id.ShouldBe(field);
        refused.Text.ShouldNotContain(Chosen);
    }

    [Fact]
    public async Task A_link_for_a_new_password_keeps_the_account_and_signs_it_out()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        using var anna = await console.VisitAsync(Role.Annotator);
        var path = $"/members/{anna.Account!.Id}";
        var made = await owner.SubmitAsync(await owner.GetAsync(path), path + "/password-link");
        var link = new Uri(made.Document.QuerySelector("code.secret")!.TextContent).AbsolutePath;

        using var browser = await console.VisitAsync();
        (await JoinAsync(browser, link, "somebody else")).Status.ShouldBe(303);

        (await anna.GetAsync("/")).Location.ShouldBe("/sign-in");
        (await browser.GetAsync("/")).Heading.ShouldBe("Hello, " + anna.Account.Name);
        (await console.Accounts.FindByNameAsync("somebody else")).ShouldBeNull();
    }

    [Fact]
    public async Task No_secret_is_stored_as_it_is()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        var secret = await console.Invitations.CreateAsync(Role.Annotator, "");
        var stream = new MemoryStream();
        await Attune.Web.Storage.Backup.WriteAsync(console.Database, stream, TimeProvider.System);
        var everything = System.Text.Encoding.UTF8.GetString(stream.ToArray());

        everything.ShouldContain(Secret.Hash(secret));
        everything.ShouldNotContain(secret);
        everything.ShouldNotContain(owner.Cookies.GetAllCookies()["attune"]!.Value);
        everything.ShouldNotContain(RunningConsole.Password);
    }

    private static async Task<Shown> JoinAsync(Visitor guest, string path, string name) =>
        await guest.SubmitAsync(await guest.GetAsync(path), path, ("name", name), ("password", Chosen), ("again", Chosen));
}
