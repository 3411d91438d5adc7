using System.Text.Json;
using Attune.Web.Accounts;
using Attune.Web.Chats;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Chats;

/// <summary>The way of a participant: invited, asked, chatting, seeing, taking away, deleting.</summary>
public sealed class TakingPartTests
{
    [Fact]
    public async Task An_invited_person_consents_chats_sees_takes_away_and_deletes()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        using var owner = await collecting.Console.VisitAsync(Role.Owner);
        var page = "/collections/" + collecting.CollectionId;
        var link = (await owner.SubmitAsync(await owner.GetAsync(page), page + "/invite", ("note", "Vera"))).Document.QuerySelector("code.secret")!.TextContent;
        using var vera = await collecting.Console.VisitAsync();
        var join = new Uri(link).AbsolutePath;
        await vera.SubmitAsync(await vera.GetAsync(join), join, ("name", "Vera"), ("password", "a lamp, a tram, a heron"), ("again", "a lamp, a tram, a heron"));
        var path = (await vera.GetAsync("/chats")).Document.QuerySelector(".card a")!.GetAttribute("href")!;

        var consent = await vera.GetAsync(path);
        consent.Main.ShouldContain("Taking part is voluntary");
        (await vera.SubmitAsync(consent, path + "/consent")).Status.ShouldBe(422);
        (await vera.SubmitAsync(consent, path + "/consent", ("agree", "yes"))).Location.ShouldBe(path);
        var chat = await collecting.SayAsync(vera, path + "/new", "I like leek soup. Write to vera@example.org");
        chat.Main.ShouldContain("I heard: I like leek soup. Write to [e-mail]");
        chat.Text.ShouldNotContain("vera@example.org");

        var data = await vera.GetAsync(path + "/data");
        data.Main.ShouldContain("I like leek soup");
        using var json = JsonDocument.Parse((await vera.GetAsync(path + "/data/chats.json")).Text);
        json.RootElement[0].GetProperty("messages")[1].GetProperty("role").GetString().ShouldBe("assistant");
        (await vera.GetAsync(path + "/data/chats.txt")).Text.ShouldContain("I like leek soup");
        (await owner.GetAsync(page)).Text.ShouldNotContain("leek soup");

        (await vera.SubmitAsync(await vera.FollowLinkAsync(data, "Delete everything and my account…"), "/account/delete")).Heading.ShouldBe("All is deleted");
        foreach (var table in (string[])["chats", "chat_turns", "participations", "invitations WHERE note = 'Vera'", "accounts WHERE name = 'Vera'"]) (await collecting.CountAsync(table)).ShouldBe(0, table);
        (await vera.GetAsync(path)).Location.ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task What_was_deleted_is_in_no_file_of_the_database()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        var (visitor, path) = await collecting.AddAsync();
        using var _ = visitor;
        for (var i = 0; i < 20; i++) await collecting.SayAsync(visitor, path + "/new", $"quartzfiddle {i} " + new string('x', 3000));
        Kept(collecting).ShouldBeTrue();

        await visitor.SubmitAsync(await visitor.GetAsync(path + "/data"), path + "/withdraw");

        Kept(collecting).ShouldBeFalse();

        static bool Kept(CollectingConsole collecting) => Directory.EnumerateFiles(Path.Combine(collecting.Console.Folder, "console"), "console.db*").Any(file =>
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            return memory.ToArray().AsSpan().IndexOf("quartzfiddle"u8) >= 0;
        });
    }

    [Fact]
    public async Task Before_consent_and_after_other_terms_nothing_else_is_there()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        var (visitor, path) = await collecting.AddAsync(consents: false);
        using var _ = visitor;

        foreach (var page in (string[])["/new", "/data", "/data/chats.json", "/data/chats.txt"]) (await visitor.GetAsync(path + page)).Status.ShouldBe(404, page);
        var token = Token(await visitor.GetAsync(path));
        (await visitor.PostAsync(path + "/new", token, ("message", "hello"), ("form", "1"))).Status.ShouldBe(404);
        (await visitor.SubmitAsync(await visitor.GetAsync(path), path + "/decline")).Location.ShouldBe("/chats?declined");
        (await collecting.CountAsync("participations WHERE consented_at IS NOT NULL OR withdrawn_at IS NOT NULL")).ShouldBe(0);

        await visitor.SubmitAsync(await visitor.GetAsync(path), path + "/consent", ("agree", "yes"));
        var chat = (await visitor.SubmitAsync(await visitor.GetAsync(path + "/new"), path + "/new", ("message", "hello"))).Location!.Split('#')[0];
        var collections = collecting.Console.Service<CollectionStore>();
        var collection = (await collections.FindAsync(collecting.CollectionId))!;
        await collections.ChangeAsync(collection, new() { Name = collection.Name, Text = "Other terms", Model = collection.Model, KeepUntil = collection.KeepUntil });

        (await visitor.GetAsync(path)).Main.ShouldContain("Other terms");
        (await visitor.GetAsync(chat)).Status.ShouldBe(404);
        (await visitor.PostAsync(chat, token, ("message", "more"), ("form", "2"))).Status.ShouldBe(404);
        (await visitor.GetAsync(path + "/data")).Main.ShouldContain("hello");
        (await visitor.SubmitAsync(await visitor.GetAsync(path), path + "/consent", ("agree", "yes"), ("version", "1"))).Status.ShouldBe(422);
        await visitor.SubmitAsync(await visitor.GetAsync(path), path + "/consent", ("agree", "yes"));
        (await visitor.GetAsync(chat)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Other_peoples_parts_and_chats_are_not_there()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        var ((anna, annas), (bert, berts)) = (await collecting.AddAsync(), await collecting.AddAsync());
        using var first = anna;
        using var second = bert;
        await collecting.SayAsync(anna, annas + "/new", "mine alone");
        var chat = (await anna.GetAsync(annas)).Document.QuerySelector("table a")!.GetAttribute("href")!;
        var id = chat.Split('/')[^1];
        var token = Token(await bert.GetAsync(berts + "/new"));
        using var owner = await collecting.Console.VisitAsync(Role.Owner);
        var owners = Token(await owner.GetAsync("/collections/new"));

        foreach (var path in (string[])[annas, annas + "/new", chat, chat + "/reply", annas + "/data", annas + "/data/chats.json", annas + "/data/chats.txt", $"{berts}/{id}", $"{berts}/{id}/reply"])
        {
            (await bert.GetAsync(path)).Status.ShouldBe(404, path);
            (await owner.GetAsync(path)).Status.ShouldBe(404, path);
        }

        foreach (var path in (string[])[
            annas + "/consent", annas + "/decline", annas + "/new", chat, chat + "/stop", chat + "/again", chat + "/title", chat + "/delete", annas + "/data/delete", annas + "/withdraw",
            $"{berts}/{id}", $"{berts}/{id}/stop", $"{berts}/{id}/again", $"{berts}/{id}/title", $"{berts}/{id}/delete"])
        {
            (string, string)[] fields = [("message", "x"), ("form", "f"), ("title", "x"), ("agree", "yes"), ("version", "1")];
            (await bert.PostAsync(path, [token, .. fields])).Status.ShouldBe(404, path);
            (await owner.PostAsync(path, [owners, .. fields])).Status.ShouldBe(404, path);
        }

        (await collecting.CountAsync("chat_turns")).ShouldBe(1);
        (await anna.GetAsync(chat)).Main.ShouldContain("mine alone");
    }

    [Fact]
    public async Task Annotators_get_nothing_and_participants_no_collections()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        using var annotator = await collecting.Console.VisitAsync(Role.Annotator);
        var (visitor, path) = await collecting.AddAsync();
        using var _ = visitor;

        foreach (var page in (string[])["/chats", path, path + "/data", "/collections"]) (await annotator.GetAsync(page)).Status.ShouldBe(403, page);
        foreach (var page in (string[])["/collections", "/collections/new", "/collections/" + collecting.CollectionId]) (await visitor.GetAsync(page)).Status.ShouldBe(403, page);
    }

    [Fact]
    public async Task A_deleted_chat_is_gone_and_the_others_stay()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        var (visitor, path) = await collecting.AddAsync();
        using var _ = visitor;
        await collecting.SayAsync(visitor, path + "/new", "first of all");
        var second = await collecting.SayAsync(visitor, path + "/new", "second thought");
        var chat = second.Document.QuerySelector("form.say")!.GetAttribute("action")!;

        (await visitor.SubmitAsync(second, chat + "/delete")).Location.ShouldBe(path);

        (await visitor.GetAsync(chat)).Status.ShouldBe(404);
        (await visitor.GetAsync(path)).Main.ShouldContain("first of all");
        (await visitor.GetAsync(path + "/data/chats.json")).Text.ShouldNotContain("second thought");
    }

    [Fact]
    public async Task After_the_last_day_the_chats_are_deleted_by_themselves()
    {
        var clock = new ModelServer.ManualClock();
        await using var collecting = await CollectingConsole.StartAsync(t => t with { KeepUntil = "1970-01-02" }, clock);
        var (visitor, path) = await collecting.AddAsync();
        using var _ = visitor;
        await collecting.SayAsync(visitor, path + "/new", "for two days");
        var forgetting = collecting.Console.Service<Forgetting>();

        clock.Advance(TimeSpan.FromHours(47));
        await forgetting.ExpiredAsync(default);
        (await collecting.CountAsync("chats")).ShouldBe(1);
        clock.Advance(TimeSpan.FromHours(2));
        await forgetting.ExpiredAsync(default);
        (await collecting.CountAsync("chats")).ShouldBe(0);
    }

    [Fact]
    public async Task A_collection_with_faults_is_not_made_and_says_what_is_wrong()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        using var owner = await collecting.Console.VisitAsync(Role.Owner);
        var form = await owner.GetAsync("/collections/new");

        var refused = await owner.SubmitAsync(form, "/collections", ("name", ""), ("model", "said:nobody"), ("text", ""), ("messages", "many"), ("tokens", "0"), ("until", "2020-02-31"));
        refused.Status.ShouldBe(422);
        refused.Document.QuerySelectorAll(".fault").Length.ShouldBe(6);
        refused.Main.ShouldContain("said:nobody");
        var made = await owner.SubmitAsync(form, "/collections", ("name", "<b>Bold</b>"), ("model", "said:model"), ("text", "*Hello* <script>alert(1)</script>"), ("messages", "5"), ("tokens", "5000"), ("until", "2999-01-01"));
        var page = await owner.FollowAsync(made);
        page.Heading.ShouldBe("<b>Bold</b>");
        page.Document.QuerySelectorAll("main script, main b").ShouldBeEmpty();
        (await owner.GetAsync("/collections")).Main.ShouldContain("<b>Bold</b>");
    }

    [Theory]
    [InlineData("openai:gpt-5@http://203.0.113.9/v1")]
    [InlineData("openai:gpt-5@https://127.0.0.1.example.org/v1")]
    [InlineData("openai:gpt-5@http://127.0.0.1@example.org/v1")]
    public async Task A_key_is_not_sent_to_an_address_that_a_page_names(string model)
    {
        await using var collecting = await CollectingConsole.StartAsync();
        using var owner = await collecting.Console.VisitAsync(Role.Owner);

        var refused = await owner.SubmitAsync(
            await owner.GetAsync("/collections/new"), "/collections", ("name", "K"), ("model", model), ("text", "Hello"), ("messages", "5"), ("tokens", "5000"), ("until", "2999-01-01"));

        refused.Status.ShouldBe(422);
        refused.Document.QuerySelectorAll(".fault").ShouldHaveSingleItem().TextContent.ShouldContain("names an address of its own");
    }

    private static (string, string) Token(Shown page) => ("__RequestVerificationToken", page.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!);
}
