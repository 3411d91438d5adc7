using Attune.Datasets;
using Attune.Web.Accounts;
using Attune.Web.Chats;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Chats;

/// <summary>From chats to datasets and preferences, and out of them again.</summary>
public sealed class CollectedTests
{
    [Fact]
    public async Task What_somebody_deletes_is_gone_from_datasets_and_from_preferences_that_stem_from_it_alone()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        var ((anna, annas), (bert, berts)) = (await collecting.AddAsync(), await collecting.AddAsync());
        using var first = anna;
        using var second = bert;
        await collecting.SayAsync(anna, annas + "/new", "I am vegetarian. I play the quartzfiddle every evening.");
        await collecting.SayAsync(bert, berts + "/new", "I am vegetarian. I collect old radios.");
        using var owner = await collecting.Console.VisitAsync(Role.Owner);
        await MakeAndMineAsync(collecting, owner);
        var data = Path.Combine(collecting.Console.Folder, "data");
        var before = Dataset.Open(Path.Combine(data, "talks-mined")).Preferences;
        before.Single(p => p.Text.Contains("vegetarian")).Sources!.Select(s => s.UserId).Distinct().Count().ShouldBe(2);
        Holds(data, "quartzfiddle").ShouldBeTrue();
        Holds(data, anna.Account!.Name).ShouldBeFalse();

        OwnersAlone(data);

        (await anna.SubmitAsync(await anna.FollowLinkAsync(await anna.GetAsync(annas + "/data"), "Delete everything and my account…"), "/account/delete")).Heading.ShouldBe("All is deleted");

        OwnersAlone(data);
        Holds(data, "quartzfiddle").ShouldBeFalse();
        Holds(data, annas.Split('/')[^1]).ShouldBeFalse();
        Dataset.Validate(Path.Combine(data, "talks")).ShouldBeEmpty();
        var mined = Dataset.Open(Path.Combine(data, "talks-mined"));
        var shared = mined.Preferences.Single(p => p.Text.Contains("vegetarian"));
        (shared.UserId, shared.Sources!.Single().UserId).ShouldBe((berts.Split('/')[^1], berts.Split('/')[^1]));
        mined.Preferences.ShouldContain(p => p.Text.Contains("radios"));
        (await collecting.CountAsync("forgotten_chats WHERE done_at IS NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task When_nothing_is_left_the_datasets_go_as_a_whole()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        var (visitor, path) = await collecting.AddAsync();
        using var _ = visitor;
        await collecting.SayAsync(visitor, path + "/new", "I am vegetarian.");
        using var owner = await collecting.Console.VisitAsync(Role.Owner);
        await MakeAndMineAsync(collecting, owner);

        await visitor.SubmitAsync(await visitor.GetAsync(path + "/data"), path + "/data/delete");

        Directory.EnumerateDirectories(Path.Combine(collecting.Console.Folder, "data")).ShouldBeEmpty();
        (await owner.GetAsync(Page(collecting))).Main.ShouldContain("None was made yet");
    }

    [Fact]
    public async Task What_could_not_be_reached_is_tried_again()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        var (visitor, path) = await collecting.AddAsync();
        using var _ = visitor;
        await collecting.SayAsync(visitor, path + "/new", "I am vegetarian.");
        using var owner = await collecting.Console.VisitAsync(Role.Owner);
        await MakeAndMineAsync(collecting, owner);
        var sessions = Path.Combine(collecting.Console.Folder, "data", "talks", "sessions.jsonl");
        var whole = await File.ReadAllTextAsync(sessions);
        await File.WriteAllTextAsync(sessions, "{ broken");

        (await visitor.SubmitAsync(await visitor.GetAsync(path + "/data"), path + "/data/delete")).Status.ShouldBe(303);
        (await collecting.CountAsync("forgotten_chats WHERE done_at IS NULL")).ShouldBe(1);
        await File.WriteAllTextAsync(sessions, whole);
        await collecting.Console.Service<Forgetting>().ExpiredAsync(default);

        File.Exists(sessions).ShouldBeFalse();
        (await collecting.CountAsync("forgotten_chats WHERE done_at IS NULL")).ShouldBe(0);
    }

    [Fact]
    public async Task A_collection_is_deleted_with_its_datasets_when_its_name_is_typed()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        var (visitor, path) = await collecting.AddAsync();
        using var _ = visitor;
        await collecting.SayAsync(visitor, path + "/new", "I am vegetarian.");
        using var owner = await collecting.Console.VisitAsync(Role.Owner);
        await MakeAndMineAsync(collecting, owner);
        var link = (await owner.SubmitAsync(await owner.GetAsync(Collection(collecting)), Collection(collecting) + "/invite", ("note", "Vera"))).Document.QuerySelector(".secret")!.TextContent;
        Directory.CreateDirectory(Path.Combine(collecting.Console.Folder, "data", "another"));

        var asked = await owner.FollowLinkAsync(await owner.GetAsync(Collection(collecting)), "Delete this collection…");
        asked.Main.ShouldContain("talks-mined");
        (await owner.SubmitAsync(asked, Collection(collecting) + "/delete", ("name", "evening"))).Status.ShouldBe(422);
        (await collecting.CountAsync("chats")).ShouldBe(1);
        (await owner.SubmitAsync(asked, Collection(collecting) + "/delete", ("name", "Evening talks"))).Location.ShouldBe("/collections");

        (await owner.GetAsync("/collections")).Main.ShouldNotContain("Evening talks");
        foreach (var table in (string[])["collections", "collection_terms", "participations", "chats", "chat_turns", "collected", "forgotten_chats", "invitations WHERE note = 'Vera'"]) (await collecting.CountAsync(table)).ShouldBe(0, table);
        Directory.EnumerateDirectories(Path.Combine(collecting.Console.Folder, "data")).Select(Path.GetFileName).ShouldBe(["another"]);
        (await visitor.GetAsync(path)).Status.ShouldBe(404);
        (await visitor.GetAsync("/chats")).Status.ShouldBe(200);
        using var guest = await collecting.Console.VisitAsync();
        (await guest.GetAsync(new Uri(link).AbsolutePath)).Document.QuerySelector("form[method=post] input[name=password]").ShouldBeNull();
        (await owner.SubmitAsync(asked, Collection(collecting) + "/delete", ("name", "Evening talks"))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task What_a_crash_left_of_a_collection_that_was_being_deleted_goes_at_the_next_start()
    {
        var folder = Directory.CreateTempSubdirectory("attune-console-").FullName;
        var first = await CollectingConsole.StartAsync(folder: folder);
        var (visitor, path) = await first.AddAsync();
        using var _ = visitor;
        await first.SayAsync(visitor, path + "/new", "I am vegetarian.");
        using var owner = await first.Console.VisitAsync(Role.Owner);
        await MakeAndMineAsync(first, owner);
        // All that a process may have done before it was killed.
        await first.Console.Database.WriteAsync(t => CollectionStore.CloseForGoodAsync(t, first.CollectionId, DateTimeOffset.UtcNow));
        (await owner.GetAsync("/collections")).Main.ShouldNotContain("Evening talks");
        foreach (var page in (string[])[Collection(first), Page(first)]) (await owner.GetAsync(page)).Status.ShouldBe(404, page);
        await first.Console.Host.DisposeAsync();

        await using var again = await RunningConsole.StartAsync(folder: folder);

        (await again.Database.ReadAsync(t => t.NumberAsync("SELECT COUNT(*) FROM collections"))).ShouldBe(0);
        Directory.EnumerateDirectories(Path.Combine(folder, "data")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("../out")]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("-x")]
    public async Task A_name_that_is_no_folders_is_refused(string name)
    {
        await using var collecting = await CollectingConsole.StartAsync();
        using var owner = await collecting.Console.VisitAsync(Role.Owner);

        (await owner.SubmitAsync(await owner.GetAsync(Page(collecting)), Page(collecting), ("name", name))).Main.ShouldContain("small letters");
        Directory.Exists(Path.Combine(collecting.Console.Folder, "out")).ShouldBeFalse();
    }

    [Fact]
    public async Task Without_chats_and_over_another_dataset_nothing_is_made()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        using var owner = await collecting.Console.VisitAsync(Role.Owner);
        var page = await owner.GetAsync(Page(collecting));

        (await owner.SubmitAsync(page, Page(collecting), ("name", "talks"))).Main.ShouldContain("There are no chats yet");
        Directory.CreateDirectory(Path.Combine(collecting.Console.Folder, "data", "mine"));
        (await owner.SubmitAsync(page, Page(collecting), ("name", "mine"))).Main.ShouldContain("already");
        (await collecting.CountAsync("collected")).ShouldBe(0);
    }

    [Fact]
    public async Task Chats_are_not_sent_to_an_address_that_a_page_names()
    {
        await using var collecting = await CollectingConsole.StartAsync();
        var (visitor, path) = await collecting.AddAsync();
        using var _ = visitor;
        await collecting.SayAsync(visitor, path + "/new", "I am vegetarian.");
        using var owner = await collecting.Console.VisitAsync(Role.Owner);
        var made = await owner.FollowAsync(await owner.SubmitAsync(await owner.GetAsync(Page(collecting)), Page(collecting), ("name", "talks")));

        var refused = await owner.SubmitAsync(made, Page(collecting) + "/talks/mine", ("model", "openai:gpt-5@http://203.0.113.9/v1"), ("tokens", "1000000"));

        refused.Document.QuerySelector(".notice.fault")!.TextContent.ShouldContain("names an address of its own");
        Directory.Exists(Path.Combine(collecting.Console.Folder, "data", "talks-mined")).ShouldBeFalse();
    }

    private static string Collection(CollectingConsole collecting) => $"/collections/{collecting.CollectionId}";

    private static string Page(CollectingConsole collecting) => $"/collections/{collecting.CollectionId}/datasets";

    /// <summary>What people said is nobody's business who has a login on the same machine.</summary>
    private static void OwnersAlone(string data)
    {
        if (OperatingSystem.IsWindows()) return;
        foreach (var name in (string[])["talks", "talks-mined"])
            File.GetUnixFileMode(Path.Combine(data, name)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    private static async Task MakeAndMineAsync(CollectingConsole collecting, Visitor owner)
    {
        var page = Page(collecting);
        var made = await owner.FollowAsync(await owner.SubmitAsync(await owner.GetAsync(page), page, ("name", "talks")));
        var mining = await owner.SubmitAsync(made, page + "/talks/mine", ("model", "embedded:simulator"), ("tokens", "1000000"));
        mining.Status.ShouldBe(303, mining.Main);
        await collecting.Console.Service<DatasetDesk>().MinedAsync();
        (await owner.GetAsync(page)).Document.QuerySelectorAll(".tag.good").Length.ShouldBe(2);
    }

    /// <summary>In any file below a folder, whatever it is called.</summary>
    private static bool Holds(string folder, string word) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Any(f => File.ReadAllText(f).Contains(word, StringComparison.Ordinal));
}
