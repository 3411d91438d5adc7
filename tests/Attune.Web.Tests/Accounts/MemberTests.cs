using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Accounts;

public sealed class MemberTests
{
    [Fact]
    public async Task Whoever_is_disabled_is_out_at_once_and_in_again_when_enabled()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        using var anna = await console.VisitAsync(Role.Annotator);
        var path = $"/members/{anna.Account!.Id}";

        await owner.SubmitAsync(await owner.GetAsync(path), path + "/disable");
        (await anna.GetAsync("/")).Location.ShouldBe("/sign-in");
        (await SignInAsync(anna)).Status.ShouldBe(422);

        await owner.SubmitAsync(await owner.GetAsync(path), path + "/enable");
        (await SignInAsync(anna)).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_changed_role_counts_from_the_next_request()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        using var anna = await console.VisitAsync(Role.Annotator);
        (await anna.GetAsync("/members")).Status.ShouldBe(403);
        var path = $"/members/{anna.Account!.Id}";

        await owner.SubmitAsync(await owner.GetAsync(path), path + "/role", ("role", "owner"));

        (await anna.GetAsync("/members")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("disable")]
    [InlineData("role")]
    public async Task The_last_owner_stays_owner(string action)
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        var path = $"/members/{owner.Account!.Id}";

        var refused = await owner.SubmitAsync(await owner.GetAsync(path), $"{path}/{action}", ("role", "participant"));

        (refused.Status, refused.Main).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(422), r => r.Main.ShouldContain("needs an owner"));
        (await owner.GetAsync("/members")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Two_owners_who_disable_each_other_at_once_leave_one()
    {
        await using var console = await RunningConsole.StartAsync();
        for (var round = 0; round < 5; round++)
        {
            var owners = (await console.AccountsAsync()).Where(a => a is { Role: Role.Owner, DisabledAt: null }).ToList();
            while (owners.Count < 2) owners.Add(await console.AddAsync(Role.Owner));

            var done = await Task.WhenAll(owners.Select(o => Task.Run(() => console.Accounts.DisableAsync(o.Id))));

            done.Count(d => d).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Many_members_are_shown_page_by_page_in_the_order_asked_for()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        for (var i = 0; i < 60; i++) await console.AddAsync(Role.Participant, $"person {i:d2}");

        var first = await owner.GetAsync("/members?sort=name&desc=1");
        first.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(50);
        first.Document.QuerySelector("tbody tr a")!.TextContent.ShouldBe("person 59");
        first.Document.QuerySelector("th[aria-sort=descending]")!.TextContent.Trim().ShouldBe("Name");

        var second = await owner.GetAsync(first.Document.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        second.Document.QuerySelectorAll("tbody tr").Length.ShouldBe(11);
        second.Document.QuerySelectorAll("a[rel=next]").ShouldBeEmpty();
        foreach (var sort in (string[])["since", "role", "seen"]) (await owner.GetAsync("/members?sort=" + sort)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Somebody_who_is_not_there_has_no_page()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);

        (await owner.GetAsync("/members/nobody")).Status.ShouldBe(404);
        (await owner.GetAsync("/members/..%2f..%2fetc")).Status.ShouldBe(404);
    }

    [Theory]
    [InlineData("king")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData("owner,annotator")]
    public async Task A_role_that_there_is_not_is_refused(string role)
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        var anna = await console.AddAsync(Role.Annotator);

        (await owner.SubmitAsync(await owner.GetAsync($"/members/{anna.Id}"), $"/members/{anna.Id}/role", ("role", role))).Status.ShouldBe(400);
        (await console.Accounts.FindAsync(anna.Id))!.Role.ShouldBe(Role.Annotator);
    }

    private static async Task<Shown> SignInAsync(Visitor visitor) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/sign-in"), "/sign-in", ("name", visitor.Account!.Name), ("password", RunningConsole.Password));
}
