using System.Text.Json.Nodes;
using Attune.Datasets;
using Attune.Web.Accounts;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Datasets;

public sealed class DatasetPagesTests
{
    [Fact]
    public async Task People_are_shown_with_their_preferences_and_where_each_is_revealed()
    {
        await using var console = await RunningConsole.StartAsync();
        var starter = Dataset.Open("starter");
        using var owner = await console.VisitAsync(Role.Owner);

        (await owner.GetAsync("/datasets")).Document.QuerySelector("a[href='/datasets/starter']").ShouldNotBeNull();
        var dataset = await owner.GetAsync("/datasets/starter");
        dataset.Document.QuerySelectorAll("ol.people > li").Length.ShouldBe(starter.Profiles.Count);

        var person = await owner.GetAsync($"/datasets/starter/people/{starter.Profiles[0].Id}");
        var preferences = starter.Preferences.Where(p => p.UserId == starter.Profiles[0].Id).ToList();
        person.Document.QuerySelectorAll("section.card").Length.ShouldBe(preferences.Count);
        foreach (var preference in preferences) person.Main.ShouldContain(preference.Text);
        var session = await owner.GetAsync(person.Document.QuerySelector("section.card ul.jumps a[href*='/sessions/']")!.GetAttribute("href")!);
        session.Document.QuerySelectorAll("li.reveals").Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task The_random_pool_is_shown_page_by_page()
    {
        await using var console = await RunningConsole.StartAsync();
        var starter = Dataset.Open("starter");
        using var owner = await console.VisitAsync(Role.Owner);

        var first = await owner.GetAsync("/datasets/starter/random");
        var rows = first.Document.QuerySelectorAll("tbody tr").Length;
        rows.ShouldBe(Math.Min(starter.RandomSessions.Count, 48));
        (await owner.GetAsync(first.Document.QuerySelector("tbody a")!.GetAttribute("href")!)).Main.ShouldContain(starter.RandomSessions[0].Turns[0].User[..20]);
        (await owner.GetAsync("/datasets/starter/random?page=9999")).Status.ShouldBe(200);
        (await owner.GetAsync("/datasets/starter/random/nothing")).Status.ShouldBe(404);
        (await owner.GetAsync("/datasets/starter/people/nobody")).Status.ShouldBe(404);
        (await owner.GetAsync("/datasets/starter/pairs")).Main.ShouldContain("no pairs");
    }

    [Fact]
    public async Task A_broken_dataset_names_its_faults_and_the_others_stay()
    {
        await using var console = await RunningConsole.StartAsync();
        var broken = SampleRun.CopyStarter(console.Folder, "broken");
        await File.AppendAllTextAsync(Path.Combine(broken, "queries.jsonl"), "{ \"id\": 3 }\n");
        Directory.CreateDirectory(Path.Combine(console.Folder, "data", "empty"));
        await File.WriteAllTextAsync(Path.Combine(console.Folder, "data", "empty", "dataset.json"), "null");
        using var owner = await console.VisitAsync(Role.Owner);

        (await owner.GetAsync("/datasets")).Main.ShouldContain("unreadable");
        (await owner.GetAsync("/datasets/broken")).Main.ShouldContain("queries.jsonl:19");
        (await owner.GetAsync("/datasets/broken/people/x")).Main.ShouldContain("cannot be used");
        (await owner.GetAsync("/datasets/empty")).Main.ShouldContain("cannot be used");
        (await owner.GetAsync("/datasets/starter")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Script_in_a_dataset_stays_text()
    {
        const string Script = "<script>alert(1)</script>";
        await using var console = await RunningConsole.StartAsync();
        var folder = SampleRun.CopyStarter(console.Folder, "hostile");
        await RewriteAsync(Path.Combine(folder, "profiles.jsonl"), p =>
        {
            p["persona"] = Script;
            p["demographics"]!["name"] = Script;
        });
        await RewriteAsync(Path.Combine(folder, "preferences.jsonl"), p => p["text"] = Script + "\"><img src=x onerror=alert(1)>");
        await RewriteAsync(Path.Combine(folder, "sessions.jsonl"), s =>
        {
            foreach (var turn in s["turns"]!.AsArray()) turn!["assistant"] = Script + "<iframe src='//evil'></iframe>";
        });
        await RewriteAsync(Path.Combine(folder, "queries.jsonl"), q => q["question"] = Script);
        var card = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "dataset.json")))!;
        (card["name"], card["source"], card["audit"]) = (Script, Script, new JsonObject { ["dataset"] = Script });
        await File.WriteAllTextAsync(Path.Combine(folder, "dataset.json"), card.ToJsonString());
        using var owner = await console.VisitAsync(Role.Owner);

        var dataset = await owner.GetAsync("/datasets/hostile");
        var person = await owner.GetAsync(dataset.Document.QuerySelector("ol.people a")!.GetAttribute("href")!);
        var session = await owner.GetAsync(person.Document.QuerySelector("a[href*='/sessions/']")!.GetAttribute("href")!);
        foreach (var page in (Shown[])[await owner.GetAsync("/datasets"), dataset, person, session])
        {
            page.Status.ShouldBe(200);
            page.Text.ShouldContain("alert(1)");
            page.Document.QuerySelectorAll("script:not([src]), img, iframe, [onerror]").ShouldBeEmpty();
        }
    }

    private static async Task RewriteAsync(string path, Action<JsonNode> change)
    {
        var lines = (await File.ReadAllLinesAsync(path)).Select(l => JsonNode.Parse(l)!).ToList();
        lines.ForEach(change);
        await File.WriteAllLinesAsync(path, lines.Select(l => l.ToJsonString()));
    }
}
