using System.Net;
using System.Text;
using Attune.Web.Accounts;
using Attune.Web.Annotation;
using Attune.Web.Chats;
using Attune.Web.Storage;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Hosting;

/// <summary>Every endpoint that there is, tried by those for whom it is not: a door that is added later is tried as well.</summary>
public sealed class EveryDoorTests(PopulatedFixture fixture) : IClassFixture<PopulatedFixture>
{
    private const string Outside = "outside of every shelf";

    /// <summary>Ways to another folder; <c>linked</c> and <c>inside</c> are in the folders of the console and lead out of them.</summary>
    private static readonly string[] Ways = ["..%2fsecret", "..%2Fsecret%2Frun.json", "%2e%2e%2fsecret", "..%5csecret", "%2Fetc%2Fpasswd", ".%2f", "linked", "inside", "a%00b", "%C0%AE%C0%AE%2fsecret", "%e2%80%ae", "*", "con"];

    private readonly PopulatedConsole _console = fixture.Console;
    private readonly IReadOnlyList<Door> _doors = Door.Of(fixture.Console);

    [Fact]
    public async Task A_page_is_there_for_those_whose_it_is_and_for_nobody_else()
    {
        using var stranger = new Visitor(_console.Console.Address);
        foreach (var door in _doors.Where(d => d.Method == "GET"))
        {
            foreach (var role in (Role?[])[Role.Owner, Role.Annotator, Role.Participant, null])
            {
                var shown = await (role is { } known ? _console[known] : stranger).GetAsync(door.Path);
                if (door.Opens(role)) (shown.Status is 200 or 303).ShouldBeTrue($"{door.Name} as {role}: {shown.Status} {shown.Main}");
                else if (role is null) shown.Location.ShouldNotBeNull(door.Name).ShouldStartWith("/sign-in");
                else shown.Status.ShouldBe(Policy.Admits(door.Rule!, role.Value) ? 404 : 403, $"{door.Name} as {role}");
            }
        }
    }

    [Fact]
    public async Task A_value_of_an_address_leads_nowhere_but_to_what_is_listed()
    {
        PutOutside();
        var before = await StateAsync();
        foreach (var door in _doors.Where(d => d.Rule is not null && d.Pattern.Parameters.Count > 0))
        {
            var visitor = _console[RoleFor(door)];
            foreach (var path in Ways.SelectMany(w => door.With(_console, w)))
            {
                var shown = await SendAsync(visitor, door.Method, path, ("__RequestVerificationToken", await TokenAsync(visitor)));
                shown.Status.ShouldBeLessThan(500, $"{door.Method} {path}");
                shown.Text.ShouldNotContain(Outside);
                if (door.Method == "GET") shown.Status.ShouldBeOneOf(400, 404);
            }
        }

        (await StateAsync()).ShouldBe(before);
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("secret")]
    [InlineData("linked")]
    [InlineData("inside")]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("/etc")]
    [InlineData("..\\secret")]
    [InlineData("%2e%2e/secret")]
    [InlineData("a/../../secret")]
    public async Task A_name_in_a_form_or_query_leads_nowhere_but_to_what_is_listed(string name)
    {
        PutOutside();
        var before = await StateAsync();
        var (owner, written, there) = (_console[Role.Owner], Uri.EscapeDataString(name), Uri.EscapeDataString(PopulatedConsole.Folder));
        var collected = $"/collections/{_console.Values["collections/{id}"]}/datasets";
        var json = System.Text.Json.JsonSerializer.Serialize(new { dataset = name });
        var all = new List<Shown>();
        foreach (var kind in _console.Console.Service<RoundKinds>().All.Select(k => k.Name))
        {
            all.Add(await owner.GetAsync($"/rounds/new?kind={kind}&source={written}"));
            var form = await owner.GetAsync($"/rounds/new?kind={kind}&source={there}");
            all.Add(await owner.SubmitAsync(form, "/rounds", ("source", name), ("name", "x"), ("count", "1"), ("overlap", "1"), ("instructions", "x"), ("annotator", owner.Account!.Id)));
        }

        all.AddRange([
            await owner.GetAsync($"/compare?a={written}&b={there}"),
            await owner.GetAsync($"/compare?a={there}&b={written}"),
            await owner.SubmitAsync(await owner.GetAsync("/experiments/new"), "/experiments/plan", ("dataset", name), ("models", "embedded:lexical"), ("judge", "embedded:judge")),
            await owner.PostAsync("/experiments/start", ("__RequestVerificationToken", await TokenAsync(owner)), ("experiment", json)),
            .. name is "secret" or "linked" or "inside" ? Array.Empty<Shown>() : [await owner.SubmitAsync(await owner.GetAsync(collected), collected, ("name", name))],
        ]);

        foreach (var shown in all)
        {
            shown.Status.ShouldBeOneOf(404, 422);
            shown.Text.ShouldNotContain(Outside);
        }

        // What only asks which dataset to begin with, or which trial to show beside, begins without it.
        foreach (var path in (string[])["/experiments/new?dataset=", "/experiments/new?from=", _doors.Single(d => d.Name.EndsWith("/beside", StringComparison.Ordinal)).Path + "?other="])
            (await owner.GetAsync(path + written)).Text.ShouldNotContain(Outside);
        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task What_is_somebody_elses_is_not_there_and_stays_as_it_is()
    {
        using var participant = await _console.VisitAsync(Role.Participant, "other participant");
        using var annotator = await _console.VisitAsync(Role.Annotator, "other annotator");
        var parts = _console.Console.Service<ParticipationStore>();
        await parts.AddAsync(_console.Values["collections/{id}"], participant.Account!.Id);
        var own = (await parts.ListAsync(participant.Account.Id)).Single();
        await parts.ConsentAsync(own, 1);
        var before = await StateAsync();
        var tried = 0;
        foreach (var door in _doors.Where(d => d.Personal is not null))
        {
            var other = door.Personal == Role.Participant ? participant : annotator;
            var chat = door.Pattern.GetParameter("chat") is not null;
            foreach (var visitor in (Visitor[])[other, _console[Role.Owner]])
            {
                foreach (var path in chat ? [door.Path, door.Path.Replace(_console.Values["chats/{part}"], own.Participation.Id, StringComparison.Ordinal)] : (string[])[door.Path])
                {
                    var shown = await SendAsync(visitor, door.Method, path, await FieldsAsync(visitor));
                    shown.Status.ShouldBe(404, $"{door.Method} {path}");
                    tried++;
                }
            }
        }

        tried.ShouldBeGreaterThan(50);
        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_task_is_nobodys_but_theirs_to_whom_it_was_dealt_also_in_the_same_round()
    {
        var second = (await _console.Console.AccountsAsync()).Single(a => a.Name == PopulatedConsole.Second);
        using var visitor = new Visitor(_console.Console.Address, await _console.Console.Service<SignIns>().BeginAsync(second.Id));
        var before = await StateAsync();
        foreach (var door in _doors.Where(d => d.Path.StartsWith("/annotate/tasks/", StringComparison.Ordinal)))
            (await SendAsync(visitor, door.Method, door.Path, await FieldsAsync(visitor))).Status.ShouldBe(404, door.Name);

        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_forged_form_is_refused_at_every_door()
    {
        using var mallory = await _console.VisitAsync(Role.Owner, "mallory");
        using var stranger = new Visitor(_console.Console.Address);
        var (theirs, cookie) = (await TokenAsync(mallory), mallory.Cookies.GetAllCookies()["attune-form"]!.Value);
        var before = await StateAsync();
        foreach (var door in _doors.Where(d => d.Method != "GET"))
        {
            foreach (var victim in (Visitor[])[_console[RoleFor(door)], .. door.Rule is null ? [stranger] : Array.Empty<Visitor>()])
            {
                await victim.GetAsync("/account");
                await victim.GetAsync("/sign-in");
                (string, string)[] fields = [("role", "owner"), ("answer", "left"), ("message", "x"), ("form", "f"), ("name", "x"), ("agree", "yes"), ("version", "1")];
                (await victim.PostAsync(door.Path, fields)).Status.ShouldBe(400, door.Name);
                (await victim.PostAsync(door.Path, [.. fields, ("__RequestVerificationToken", theirs)])).Status.ShouldBe(400, door.Name);

                var own = victim.Cookies.GetAllCookies()["attune-form"]!.Value;
                victim.Cookies.Add(new Cookie("attune-form", cookie, "/", _console.Console.Address.Host));
                (await victim.PostAsync(door.Path, [.. fields, ("__RequestVerificationToken", theirs)])).Status.ShouldBe(400, door.Name);
                victim.Cookies.Add(new Cookie("attune-form", own, "/", _console.Console.Address.Host));
            }
        }

        (await StateAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task What_stands_in_a_query_is_text()
    {
        string[] filters = ["text", "user", "query", "task", "model", "method", "outcome", "evaluator", "sort", "page", "size", "note", "from", "dataset", "run", "other", "return", "added", "deleted", "changed", "desc", "q"];
        string[] names = ["a", "b", "kind", "source"];
        foreach (var (door, query) in _doors.Where(d => d.Method == "GET").SelectMany(d => new[] { filters, [.. filters, .. names] }.Select(n => (d, n))))
        {
            var shown = await _console[RoleFor(door)].GetAsync($"{door.Path}?{string.Join('&', query.Select(n => $"{n}={Uri.EscapeDataString(Hostile.Text[..130])}"))}");

            shown.Status.ShouldBeOneOf(200, 303, query.Length > filters.Length ? 404 : 200);
            if (shown.Type != "text/html") continue;
            shown.Document.QuerySelectorAll("main script:not([src^='/assets/']), main img, main iframe, [onerror], [onload], a[href^='javascript' i], a[href^='data' i]").Select(e => e.OuterHtml).ShouldBeEmpty(door.Name);
        }
    }

    [Fact]
    public async Task A_100_MB_post_is_refused_at_every_door_before_it_is_read_and_the_console_goes_on()
    {
        using var stranger = new Visitor(_console.Console.Address);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var door in _doors.Where(d => d.Method != "GET"))
        {
            foreach (var (visitor, refusals) in ((Visitor, int[])[])[(_console[RoleFor(door)], [400, 413]), (stranger, [400, 413, 302])])
            {
                foreach (var kind in (string[])["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain", "application/json"])
                {
                    foreach (var isChunked in (bool[])[false, true])
                    {
                        var (status, sent) = await HugePost.SendAsync(visitor, door.Path, kind, isChunked);
                        status.ShouldBeOneOf(refusals);
                        sent.ShouldBeLessThan(8 << 20, $"{door.Name} {kind} {isChunked}");
                    }
                }
            }
        }

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(64 << 20);
        (await _console[Role.Owner].GetAsync("/members")).Status.ShouldBe(200);
    }

    /// <summary>One of those who may come, and whose it is where it is somebody's.</summary>
    private static Role RoleFor(Door door) => door.Personal ?? (door.Rule is { } policy ? Enum.GetValues<Role>().First(r => Policy.Admits(policy, r)) : Role.Owner);

    private static async Task<string> TokenAsync(Visitor visitor) => (await visitor.GetAsync("/account")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

    private static async Task<(string, string)[]> FieldsAsync(Visitor visitor) =>
        [("__RequestVerificationToken", await TokenAsync(visitor)), ("message", "x"), ("form", "f"), ("title", "x"), ("agree", "yes"), ("version", "1"), ("answer", "left"), ("token", "x"), ("comment", "x")];

    /// <summary>With the path as it stands here: nothing in it is resolved before it is sent.</summary>
    private static async Task<Shown> SendAsync(Visitor visitor, string method, string path, params (string Name, string Value)[] fields)
    {
        var address = new Uri(visitor.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(new(method), address);
        if (method != "GET") request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await visitor.SendAsync(request);
    }

    /// <summary>A run and a dataset beside the console's folders, and links to them in these.</summary>
    private void PutOutside()
    {
        var secret = Path.Combine(_console.Console.Folder, "secret");
        if (Directory.Exists(secret)) return;
        Directory.CreateDirectory(secret);
        var run = Path.Combine(_console.Console.Folder, "runs", PopulatedConsole.Folder);
        foreach (var file in Directory.EnumerateFiles(run)) File.WriteAllText(Path.Combine(secret, Path.GetFileName(file)), File.ReadAllText(file).Replace("embedded:lexical", Outside, StringComparison.Ordinal));
        File.WriteAllText(Path.Combine(secret, "dataset.json"), $$"""{"format":"attune/1","name":"{{Outside}}"}""");
        foreach (var shelf in (string[])["runs", "data"])
        {
            Directory.CreateSymbolicLink(Path.Combine(_console.Console.Folder, shelf, "linked"), secret);
            var inside = Directory.CreateDirectory(Path.Combine(_console.Console.Folder, shelf, "inside")).FullName;
            foreach (var file in Directory.EnumerateFiles(secret)) File.CreateSymbolicLink(Path.Combine(inside, Path.GetFileName(file)), file);
        }
    }

    /// <summary>All that the console keeps: its database and every file.</summary>
    private async Task<string> StateAsync()
    {
        using var stream = new MemoryStream();
        await Backup.WriteAsync(_console.Console.Database, stream, new ModelServer.ManualClock());
        var files = Directory.EnumerateFiles(_console.Console.Folder, "*", SearchOption.AllDirectories)
            .Where(f => !f.StartsWith(Path.Combine(_console.Console.Folder, "console"), StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(f => $"{f} {new FileInfo(f).Length} {File.GetLastWriteTimeUtc(f).Ticks}");
        return Encoding.UTF8.GetString(stream.ToArray()) + string.Join('\n', files);
    }
}
