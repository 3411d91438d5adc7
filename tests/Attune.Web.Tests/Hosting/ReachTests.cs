using Attune.Web.Accounts;
using Attune.Web.Hosting;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Hosting;

/// <summary>Who is taken for the owner, and who is not.</summary>
public sealed class ReachTests
{
    [Fact]
    public async Task At_this_machine_the_console_opens_for_its_owner()
    {
        await using var console = await StartOpenAsync();
        using var visitor = await console.VisitAsync();

        (await visitor.GetAsync("/members")).Status.ShouldBe(200);
        (await visitor.GetAsync("/")).Heading.ShouldBe("Hello, owner");
        (await console.AccountsAsync()).ShouldHaveSingleItem().Role.ShouldBe(Role.Owner);
    }

    [Fact]
    public async Task First_requests_at_once_make_one_owner()
    {
        await using var console = await StartOpenAsync();
        using var visitor = await console.VisitAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => visitor.GetAsync("/")));

        (await console.AccountsAsync()).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:80")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("192.0.2.7")]
    public async Task A_name_of_somebody_elses_that_leads_here_opens_nothing(string host)
    {
        await using var console = await StartOpenAsync();
        using var visitor = await console.VisitAsync();
        visitor.Http.DefaultRequestHeaders.Host = host;

        var page = await visitor.GetAsync("/members");

        (page.Status, page.Heading).ShouldBe((421, "Not from there"));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("localhost:8080")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1:1")]
    [InlineData("[::1]:5180")]
    public async Task This_machines_own_names_open_it_also_through_a_tunnel(string host)
    {
        await using var console = await StartOpenAsync();
        using var visitor = await console.VisitAsync();
        visitor.Http.DefaultRequestHeaders.Host = host;

        (await visitor.GetAsync("/")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("X-Forwarded-Host", "localhost")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    [InlineData("X-Real-IP", "127.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public async Task Who_comes_by_a_proxy_does_not_sit_at_this_machine(string header, string value)
    {
        await using var console = await StartOpenAsync();
        using var visitor = await console.VisitAsync();
        visitor.Http.DefaultRequestHeaders.Add(header, value);

        (await visitor.GetAsync("/members")).Status.ShouldBe(421);
    }

    [Fact]
    public async Task A_proxy_that_leaves_no_mark_but_the_oldest_protocol_opens_nothing()
    {
        await using var console = await StartOpenAsync();
        using var visitor = await console.VisitAsync();

        using var request = new HttpRequestMessage(HttpMethod.Get, "/members") { Version = System.Net.HttpVersion.Version10, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        ((int)(await visitor.Http.SendAsync(request)).StatusCode).ShouldBe(421);
    }

    [Fact]
    public async Task Who_joins_at_this_machine_is_what_the_link_says_until_they_sign_out()
    {
        await using var console = await StartOpenAsync();
        using var visitor = await console.VisitAsync(Role.Annotator);

        (await visitor.GetAsync("/members")).Status.ShouldBe(403);
        await visitor.SubmitAsync(await visitor.GetAsync("/"), "/sign-out");
        (await visitor.GetAsync("/members")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData(true, null, "http://127.0.0.1:0")]
    [InlineData(false, "127.0.0.1", "http://127.0.0.1:0")]
    [InlineData(false, null, "http://0.0.0.0:0")]
    [InlineData(false, null, "http://127.0.0.1:0;http://0.0.0.0:0")]
    public async Task Where_others_may_come_it_does_not_start_without_an_owner(bool accounts, string? proxy, string urls)
    {
        var folder = Directory.CreateTempSubdirectory("attune-console-").FullName;
        ConsoleOptions Without(ConsoleOptions o) => o with { Accounts = accounts, TrustedProxy = proxy, Urls = urls, CreateOwner = null };

        (await Should.ThrowAsync<BadInputException>(() => RunningConsole.StartAsync(Without, folder: folder))).Message.ShouldContain("--create-owner");

        await using (await RunningConsole.StartAsync(folder: Directory.CreateDirectory(Path.Combine(folder, "other")).FullName)) { }
        await using var console = await RunningConsole.StartAsync(o => Without(o) with { CreateOwner = "olive" }, folder: folder);
        console.Host.OpensForOwner.ShouldBeFalse();
        using var visitor = await console.VisitAsync();
        (await visitor.GetAsync("/members")).Status.ShouldBe(302);
    }

    [Fact]
    public async Task The_owners_link_lets_the_owner_in_once_and_then_the_console_starts_without_it()
    {
        var folder = Directory.CreateTempSubdirectory("attune-console-").FullName;
        var db = Path.Combine(folder, "console", "console.db");
        await using (var first = await ConsoleHost.StartAsync(new() { Urls = "http://127.0.0.1:0", Db = db, Accounts = true, CreateOwner = "Olive", LogRequests = false }))
        {
            using var visitor = new Visitor(first.Addresses[0]);
            var path = first.OwnerLink!.AbsolutePath;
            var page = await visitor.GetAsync(path);
            page.Main.ShouldContain("its owner");
            await visitor.SubmitAsync(page, path, ("name", "Olive"), ("password", RunningConsole.Password), ("again", RunningConsole.Password));
            (await visitor.GetAsync("/members")).Status.ShouldBe(200);
            (await visitor.GetAsync(path)).Status.ShouldBe(410);
        }

        await using var second = await RunningConsole.StartAsync(o => o with { CreateOwner = null }, folder: folder);
        second.Host.OwnerLink.ShouldBeNull();
    }

    [Fact]
    public async Task A_trusted_proxy_tells_who_comes_and_others_are_not_believed()
    {
        await using var console = await RunningConsole.StartAsync(o => o with { TrustedProxy = "127.0.0.1", SignInAttempts = (1000, 3) });
        using var visitor = await console.VisitAsync();
        for (var i = 0; i < 6; i++)
        {
            visitor.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
            visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
            (await visitor.SubmitAsync(await visitor.GetAsync("/sign-in"), "/sign-in", ("name", "x"), ("password", "y"))).Status.ShouldBe(422);
        }

        await using var unbelieving = await RunningConsole.StartAsync(o => o with { TrustedProxy = "192.0.2.1", SignInAttempts = (1000, 3) });
        using var liar = await unbelieving.VisitAsync();
        var statuses = new List<int>();
        for (var i = 0; i < 6; i++)
        {
            liar.Http.DefaultRequestHeaders.Remove("X-Forwarded-For");
            liar.Http.DefaultRequestHeaders.Add("X-Forwarded-For", $"203.0.113.{i}");
            statuses.Add((await liar.SubmitAsync(await liar.GetAsync("/sign-in"), "/sign-in", ("name", "x"), ("password", "y"))).Status);
        }

        statuses.ShouldBe([422, 422, 422, 429, 429, 429]);
    }

    [Theory]
    [InlineData("https://127.0.0.1:0")]
    [InlineData("http://127.0.0.1:0/path")]
    [InlineData("nowhere")]
    [InlineData(";")]
    public async Task What_cannot_be_listened_on_is_refused(string urls) =>
        (await Should.ThrowAsync<BadInputException>(() => RunningConsole.StartAsync(o => o with { Urls = urls }))).Message.ShouldContain("--urls");

    [Fact]
    public async Task A_proxy_that_is_no_address_is_refused() =>
        (await Should.ThrowAsync<BadInputException>(() => RunningConsole.StartAsync(o => o with { TrustedProxy = "nginx" }))).Message.ShouldContain("--trust-proxy nginx");

    [Fact]
    public async Task What_is_in_flight_is_answered_before_the_console_ends()
    {
        var odd = new OddArea();
        var console = await RunningConsole.StartWithAsync([odd]);
        using var visitor = await console.VisitAsync(Role.Owner);
        var asked = visitor.GetAsync("/odd/slow");
        await odd.Asked.Task;

        var ended = console.DisposeAsync();
        odd.Answer.SetResult();

        (await asked).Text.ShouldBe("answered");
        await ended;
    }

    [Fact]
    public async Task Only_their_owner_can_read_the_keys()
    {
        if (OperatingSystem.IsWindows()) return;
        await using var console = await StartOpenAsync();
        using var visitor = await console.VisitAsync();
        await visitor.GetAsync("/account");

        var keys = new DirectoryInfo(Path.Combine(console.Folder, "console", "keys"));
        keys.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        keys.GetFiles().ShouldNotBeEmpty();
    }

    private static Task<RunningConsole> StartOpenAsync() => RunningConsole.StartAsync(o => o with { Accounts = false, CreateOwner = null });
}
