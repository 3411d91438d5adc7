using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Hosting;

/// <summary>What comes to the console from people who mean it ill.</summary>
public sealed class DoorTests
{
    [Theory]
    [InlineData(Role.Owner, 200, 200, 200)]
    [InlineData(Role.Annotator, 403, 200, 403)]
    [InlineData(Role.Participant, 403, 403, 200)]
    public async Task A_role_opens_its_own_doors(Role role, int members, int annotators, int participants)
    {
        await using var console = await RunningConsole.StartWithAsync([new OddArea()]);
        using var visitor = await console.VisitAsync(role);

        (await visitor.GetAsync("/members")).Status.ShouldBe(members);
        (await visitor.GetAsync("/odd/annotators")).Status.ShouldBe(annotators);
        (await visitor.GetAsync("/odd/participants")).Status.ShouldBe(participants);
        (await visitor.GetAsync("/account")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("/sign-in", 200)]
    [InlineData("/account", 302)]
    [InlineData("/nowhere", 404)]
    public async Task Whoever_asks_for_the_head_alone_gets_that_of_the_page(string path, int status)
    {
        await using var console = await RunningConsole.StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync(console.Address.Host, console.Address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HEAD {path} HTTP/1.1\r\nHost: {console.Address.Authority}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());

        var answer = await reader.ReadToEndAsync();

        answer.ShouldStartWith($"HTTP/1.1 {status} ");
        answer.ShouldEndWith("\r\n\r\n"); // and nothing behind it
        answer.ShouldNotContain("<html");
    }

    [Fact]
    public async Task An_endpoint_that_names_no_policy_is_closed_even_to_owners()
    {
        await using var console = await RunningConsole.StartWithAsync([new OddArea()]);
        using var owner = await console.VisitAsync(Role.Owner);

        (await owner.GetAsync("/odd/unnamed")).Status.ShouldBe(403);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    [InlineData("PROPFIND")]
    public async Task A_forged_form_changes_nothing(string method)
    {
        var odd = new OddArea();
        await using var console = await RunningConsole.StartWithAsync([odd]);
        using var owner = await console.VisitAsync(Role.Owner);

        using var request = new HttpRequestMessage(new(method), "/odd/change") { Content = new FormUrlEncodedContent([KeyValuePair.Create("role", "owner")]) };
        (await owner.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        odd.Forged.ShouldBe(0);
    }

    [Fact]
    public async Task A_token_of_somebody_else_is_refused()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        using var mallory = await console.VisitAsync(Role.Participant);
        var theirs = (await mallory.GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        await owner.GetAsync("/account");
        var cookie = mallory.Cookies.GetAllCookies()["attune-form"]!.Value;

        (await owner.PostAsync("/invitations", ("role", "owner"), ("__RequestVerificationToken", theirs))).Status.ShouldBe(400);
        owner.Cookies.Add(new Cookie("attune-form", cookie, "/", console.Address.Host));
        (await owner.PostAsync("/invitations", ("role", "owner"), ("__RequestVerificationToken", theirs))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task What_a_browser_says_was_sent_by_another_site_is_refused_token_or_not()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        var page = await owner.GetAsync("/invitations");
        owner.Http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-site");

        (await owner.SubmitAsync(page, "/invitations", ("role", "owner"))).Status.ShouldBe(400);
    }

    [Fact]
    public async Task Text_that_no_database_can_hold_is_refused()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);

        (await owner.SubmitAsync(await owner.GetAsync("/invitations"), "/invitations", ("role", "owner"), ("note", "a\0b"))).Status.ShouldBe(400);
        (await owner.GetAsync("/members?sort=%00")).Status.ShouldBe(400);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("{{7*7}} ${7*7} @(7*7)")]
    [InlineData("javascript:alert(1)//")]
    public async Task A_name_or_note_is_only_ever_text(string hostile)
    {
        await using var console = await RunningConsole.StartAsync();
        await console.AddAsync(Role.Annotator, hostile);
        using var owner = await console.VisitAsync(Role.Owner);
        var made = await owner.SubmitAsync(await owner.GetAsync("/invitations"), "/invitations", ("role", "annotator"), ("note", hostile));

        foreach (var page in new[] { made, await owner.GetAsync("/members") })
        {
            page.Main.ShouldContain(hostile);
            page.Document.QuerySelectorAll("main script, main img, [onerror]").ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task A_post_of_100_MB_is_refused_before_it_is_read()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        foreach (var path in (string[])["/sign-in", "/invitations", "/nothing"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ZerosContent(100 << 20) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
            request.Headers.ExpectContinue = true;

            using var response = await owner.Http.SendAsync(request);

            response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge, path);
            (await response.Content.ReadAsStringAsync()).ShouldContain("Too much at once");
        }
    }

    [Fact]
    public async Task A_form_of_very_many_fields_is_refused()
    {
        await using var console = await RunningConsole.StartAsync();
        using var owner = await console.VisitAsync(Role.Owner);
        var page = await owner.GetAsync("/invitations");

        var refused = await owner.SubmitAsync(page, "/invitations", [.. Enumerable.Range(0, 5000).Select(i => ($"f{i}", "x"))]);

        refused.Status.ShouldBe(400);
        (await console.InvitationsAsync()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_header_cannot_be_smuggled_into_an_answer()
    {
        await using var console = await RunningConsole.StartAsync();
        var answer = await RawAsync(console.Address, "GET /sign-in?return=/%0d%0aSet-Cookie:%20attune=planted HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        answer.Split("\r\n\r\n")[0].ShouldNotContain("planted");

        var challenge = await RawAsync(console.Address, "GET /members?a=%0d%0aX-Evil:%201 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        challenge.ShouldStartWith("HTTP/1.1 302");
        challenge.Split("\r\n").ShouldNotContain(l => l.StartsWith("X-Evil", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_protect()
    {
        await using var console = await RunningConsole.StartWithAsync([new OddArea()]);
        using var owner = await console.VisitAsync(Role.Owner);
        var style = (await owner.GetAsync("/")).Document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        foreach (var path in (string[])["/", "/nothing", "/odd/broken", "/odd/unnamed", style])
        {
            var headers = (await owner.GetAsync(path)).Headers;
            headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldNotContain("unsafe");
            headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
            headers.Contains("Server").ShouldBeFalse();
            headers.Contains("blazor-enhanced-nav").ShouldBeFalse();
            headers.CacheControl!.NoStore.ShouldBe(path != style);
        }
    }

    [Fact]
    public async Task Where_the_database_has_no_room_the_page_says_that_nothing_was_stored()
    {
        await using var console = await RunningConsole.StartWithAsync([new OddArea()]);
        using var owner = await console.VisitAsync(Role.Owner);

        var page = await owner.GetAsync("/odd/full");

        (page.Status, page.Heading).ShouldBe((503, "Not at the moment"));
        page.Main.ShouldContain("was not stored");
        page.Text.ShouldNotContain(OddArea.Inside);
    }

    [Fact]
    public async Task A_fault_of_ours_shows_a_reference_and_nothing_of_the_inside()
    {
        await using var console = await RunningConsole.StartWithAsync([new OddArea()]);
        using var owner = await console.VisitAsync(Role.Owner);

        var page = await owner.GetAsync("/odd/broken");

        (page.Status, page.Heading).ShouldBe((500, "Something went wrong"));
        page.Document.QuerySelector("main code")!.TextContent.ShouldNotBeEmpty();
        page.Text.ShouldNotContain(OddArea.Inside);
        page.Text.ShouldNotContain("Exception");
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/assets/nothing.css")]
    [InlineData("/assets/..%2f..%2fetc%2fpasswd")]
    [InlineData("/members/x/y/z")]
    public async Task What_is_not_there_has_a_page_that_says_so(string path)
    {
        await using var console = await RunningConsole.StartAsync();
        using var stranger = await console.VisitAsync();

        var page = await stranger.GetAsync(path);

        (page.Status, page.Heading).ShouldBe((404, "Nothing here"));
    }

    [Fact]
    public async Task Files_for_the_browser_are_kept_for_good_and_change_their_name_with_their_content()
    {
        await using var console = await RunningConsole.StartAsync();
        using var stranger = await console.VisitAsync();
        var page = await stranger.GetAsync("/sign-in");

        foreach (var path in page.Document.QuerySelectorAll("link[href], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src")!))
        {
            var file = await stranger.GetAsync(path);
            file.Status.ShouldBe(200, path);
            file.Headers.CacheControl!.Extensions.ShouldContain(e => e.Name == "immutable");
            path.ShouldMatch(@"\.[0-9a-f]{12}\.");
        }
    }

    [Fact]
    public async Task A_part_asked_for_by_htmx_sends_the_whole_page_to_sign_in()
    {
        await using var console = await RunningConsole.StartAsync();
        using var stranger = await console.VisitAsync();
        stranger.Http.DefaultRequestHeaders.Add("HX-Request", "true");

        var answer = await stranger.GetAsync("/members");

        answer.Status.ShouldBe(401);
        answer.Headers.GetValues("HX-Redirect").ShouldBe(["/sign-in"]);
    }

    private static async Task<string> RawAsync(Uri address, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(client.GetStream());
        return await reader.ReadToEndAsync();
    }

    /// <summary>So many zeros, never all in memory.</summary>
    private sealed class ZerosContent(long length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            for (long sent = 0; sent < length; sent += 1 << 16) await stream.WriteAsync(new byte[1 << 16]);
        }

        protected override bool TryComputeLength(out long result)
        {
            result = length;
            return true;
        }
    }
}
