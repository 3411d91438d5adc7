using System.Net;
using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;
using Attune.Web.Tests.ModelServer;

namespace Attune.Web.Tests.Accounts;

public sealed class SignInTests
{
    [Fact]
    public async Task A_name_and_its_password_let_in_and_signing_out_ends_it()
    {
        await using var console = await RunningConsole.StartAsync();
        var account = await console.AddAsync(Role.Annotator, "Ánna");
        using var visitor = await console.VisitAsync();

        var signedIn = await SignInAsync(visitor, " ÁNNA ", RunningConsole.Password);
        (signedIn.Status, signedIn.Location).ShouldBe((303, "/"));
        var home = await visitor.FollowAsync(signedIn);
        home.Heading.ShouldBe("Hello, Ánna");

        (await visitor.SubmitAsync(home, "/sign-out")).Location.ShouldBe("/");
        (await visitor.GetAsync("/")).Location.ShouldBe("/sign-in");
        (await console.Service<SignIns>().CountAsync(account.Id)).ShouldBe(0);
    }

    [Fact]
    public async Task Every_reason_to_refuse_looks_alike()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.AddAsync(Role.Annotator, "anna");
        await console.Accounts.DisableAsync((await console.AddAsync(Role.Annotator, "gone")).Id);
        using var visitor = await console.VisitAsync();

        var refusals = new List<string>();
        foreach (var (name, password) in new[] { ("anna", "wrong"), ("nobody", RunningConsole.Password), ("gone", RunningConsole.Password), ("first", ""), ("", "") })
        {
            var refused = await SignInAsync(visitor, name, password);
            refused.Status.ShouldBe(422);
            refusals.Add(refused.Document.QuerySelector(".notice")!.TextContent);
        }

        refusals.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Too_many_attempts_on_one_account_are_refused_even_with_the_right_password()
    {
        await using var console = await RunningConsole.StartAsync(o => o with { SignInAttempts = (5, 1000) });
        await console.AddAsync(Role.Owner, "olive");
        await console.AddAsync(Role.Owner, "other");
        using var visitor = await console.VisitAsync();

        for (var i = 0; i < 5; i++) (await SignInAsync(visitor, i % 2 == 0 ? "olive" : " OLIVE", $"guess {i}")).Status.ShouldBe(422);

        (await SignInAsync(visitor, "olive", RunningConsole.Password)).Status.ShouldBe(429);
        (await SignInAsync(visitor, "other", RunningConsole.Password)).Status.ShouldBe(303);
    }

    [Fact]
    public async Task Too_many_attempts_from_one_address_are_refused_whatever_the_names()
    {
        await using var console = await RunningConsole.StartAsync(o => o with { SignInAttempts = (1000, 5) });
        using var visitor = await console.VisitAsync();

        for (var i = 0; i < 5; i++) (await SignInAsync(visitor, $"name {i}", "guess")).Status.ShouldBe(422);

        (await SignInAsync(visitor, "name 6", "guess")).Status.ShouldBe(429);
    }

    [Fact]
    public async Task A_secret_that_was_planted_before_signing_in_is_worth_nothing_afterwards()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.AddAsync(Role.Owner, "olive");
        using var victim = await console.VisitAsync();
        var attacker = await console.AddAsync(Role.Participant, "mallory");
        var planted = await console.Service<SignIns>().BeginAsync(attacker.Id);
        victim.Cookies.Add(new Cookie("attune", planted, "/", console.Address.Host));

        (await SignInAsync(victim, "olive", RunningConsole.Password)).Status.ShouldBe(303);

        victim.Cookies.GetAllCookies()["attune"]!.Value.ShouldNotBe(planted);
        (await console.Service<SignIns>().FindAsync(planted)).ShouldBeNull();
    }

    [Fact]
    public async Task The_cookie_is_kept_from_scripts_and_other_sites()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.AddAsync(Role.Owner, "olive");
        using var visitor = await console.VisitAsync();

        var cookie = (await SignInAsync(visitor, "olive", RunningConsole.Password)).Headers.GetValues("Set-Cookie").First(c => c.StartsWith("attune=", StringComparison.Ordinal)).ToLowerInvariant();

        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=lax");
        cookie.ShouldNotContain("secure");
    }

    [Fact]
    public async Task Behind_a_proxy_with_https_the_cookie_is_secure_and_of_this_host_only()
    {
        await using var console = await RunningConsole.StartAsync(o => o with { TrustedProxy = "127.0.0.1" });
        await console.AddAsync(Role.Owner, "olive");
        using var visitor = await console.VisitAsync();
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        var page = await visitor.GetAsync("/sign-in");
        // The jar keeps secure cookies from an address without https, where a browser would have the proxy's.
        var token = string.Join("; ", page.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        visitor.Http.DefaultRequestHeaders.Add("Cookie", token);

        var signedIn = await visitor.SubmitAsync(page, "/sign-in", ("name", "olive"), ("password", RunningConsole.Password));

        var cookie = signedIn.Headers.GetValues("Set-Cookie").First(c => c.StartsWith("__Host-attune=", StringComparison.Ordinal)).ToLowerInvariant();
        cookie.ShouldContain("secure");
        cookie.ShouldContain("path=/");
        signedIn.Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
    }

    [Fact]
    public async Task Signed_out_everywhere_is_signed_out_in_every_browser()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.AddAsync(Role.Annotator, "anna");
        using var phone = await console.VisitAsync();
        using var desk = await console.VisitAsync();
        await SignInAsync(phone, "anna", RunningConsole.Password);
        await SignInAsync(desk, "anna", RunningConsole.Password);

        await phone.SubmitAsync(await phone.GetAsync("/account"), "/account/sign-out-everywhere");

        (await desk.GetAsync("/")).Location.ShouldBe("/sign-in");
        (await phone.GetAsync("/")).Location.ShouldBe("/sign-in");
    }

    [Fact]
    public async Task A_new_password_signs_out_elsewhere_and_the_old_one_lets_in_no_more()
    {
        await using var console = await RunningConsole.StartAsync();
        await console.AddAsync(Role.Annotator, "anna");
        using var phone = await console.VisitAsync();
        using var desk = await console.VisitAsync();
        await SignInAsync(phone, "anna", RunningConsole.Password);
        await SignInAsync(desk, "anna", RunningConsole.Password);
        var account = await desk.GetAsync("/account");

        (await desk.SubmitAsync(account, "/account/password", ("current", "not it at all"), ("password", "brand new words here"), ("again", "brand new words here"))).Status.ShouldBe(422);
        var changed = await desk.SubmitAsync(account, "/account/password", ("current", RunningConsole.Password), ("password", "brand new words here"), ("again", "brand new words here"));

        (await desk.FollowAsync(changed)).Main.ShouldContain("Your password is changed");
        (await phone.GetAsync("/")).Location.ShouldBe("/sign-in");
        (await SignInAsync(phone, "anna", RunningConsole.Password)).Status.ShouldBe(422);
        (await SignInAsync(phone, "anna", "brand new words here")).Status.ShouldBe(303);
    }

    [Fact]
    public async Task A_sign_in_ends_when_it_is_not_used_and_after_a_month_whatever_its_use()
    {
        var clock = new ManualClock();
        await using var console = await RunningConsole.StartAsync(clock: clock);
        using var idle = await console.VisitAsync(Role.Annotator);
        using var busy = await console.VisitAsync(Role.Annotator);

        for (var day = 1; day <= 29; day++)
        {
            clock.Advance(TimeSpan.FromDays(1));
            (await busy.GetAsync("/")).Status.ShouldBe(200, $"on day {day}");
            if (day == 8) (await idle.GetAsync("/")).Location.ShouldBe("/sign-in");
        }

        clock.Advance(TimeSpan.FromDays(1));
        (await busy.GetAsync("/")).Location.ShouldBe("/sign-in");
    }

    [Theory]
    [InlineData("/members?sort=name", "/members?sort=name")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/.//evil.example/", "/")]
    [InlineData("/..//evil.example/", "/")]
    [InlineData("/%2e//evil.example/", "/")]
    [InlineData("/members/..//evil.example/", "/")]
    [InlineData("/\\evil.example/", "/")]
    [InlineData("/%5Cevil", "/%5Cevil")]
    [InlineData("/a\r\nSet-Cookie: attune=planted", "/")]
    [InlineData("javascript:alert(1)", "/")]
    [InlineData("", "/")]
    public async Task After_signing_in_nobody_is_sent_elsewhere(string asked, string sent)
    {
        await using var console = await RunningConsole.StartAsync();
        await console.AddAsync(Role.Owner, "olive");
        using var visitor = await console.VisitAsync();
        var page = await visitor.GetAsync("/sign-in?return=" + Uri.EscapeDataString(asked));

        var signedIn = await visitor.SubmitAsync(page, "/sign-in", ("name", "olive"), ("password", RunningConsole.Password), ("return", asked));

        (signedIn.Status, signedIn.Location).ShouldBe((303, sent));
        page.Document.QuerySelector("input[name=return]")!.GetAttribute("value").ShouldBe(sent);
    }

    [Fact]
    public async Task Whoever_asked_for_a_page_is_led_back_to_it()
    {
        await using var console = await RunningConsole.StartAsync();
        using var visitor = await console.VisitAsync();

        (await visitor.GetAsync("/members?sort=name")).Location.ShouldBe("/sign-in?return=%2Fmembers%3Fsort%3Dname");
    }

    private static async Task<Shown> SignInAsync(Visitor visitor, string name, string password) =>
        await visitor.SubmitAsync(await visitor.GetAsync("/sign-in"), "/sign-in", ("name", name), ("password", password));
}
