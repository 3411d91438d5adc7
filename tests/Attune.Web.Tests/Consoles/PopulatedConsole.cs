using System.Text.Json.Nodes;
using Attune.Runs;
using Attune.Web.Accounts;
using Attune.Web.Annotation;
using Attune.Web.Chats;
using Attune.Web.Datasets;
using Attune.Web.Hosting;
using Attune.Web.Shelves;

namespace Attune.Web.Tests.Consoles;

/// <summary>A console with one of everything, and hostile text wherever a text can be. <see cref="Door"/> makes paths of what is in it.</summary>
internal sealed class PopulatedConsole : IAsyncDisposable
{
    /// <summary>The run and the dataset, whose folders are called so.</summary>
    public const string Folder = "a" + Hostile.Name;

    /// <summary>The name of an annotator who is in all rounds too.</summary>
    public const string Second = "second";

    private readonly Dictionary<Role, Visitor> _visitors = [];

    private PopulatedConsole(RunningConsole console) => Console = console;

    public RunningConsole Console { get; }

    /// <summary>What stands in an address for a parameter, by what stands before it: <c>runs/{run}</c>.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Whose it is, where it is somebody's alone.</summary>
    public IReadOnlyDictionary<string, Role> Personal { get; } = new Dictionary<string, Role> { ["annotate/{id}"] = Role.Annotator, ["tasks/{id}"] = Role.Annotator, ["chats/{part}"] = Role.Participant };

    /// <summary>Pages of records beside those of <see cref="Values"/>, and whose they are.</summary>
    public List<(Role Role, string Path)> More { get; } = [];

    /// <summary>The one of this role to whom it belongs.</summary>
    public Visitor this[Role role] => _visitors[role];

    public static async Task<PopulatedConsole> StartAsync()
    {
        var console = await RunningConsole.StartAsync(o => o with { Workbench = new() { Resolve = Hostile.Resolve, ResolveWithoutKey = Hostile.Resolve } });
        var populated = new PopulatedConsole(console);
        foreach (var role in Enum.GetValues<Role>()) populated._visitors[role] = await populated.VisitAsync(role, $"{role} {Hostile.Name}");
        await populated.AddDatasetAndRunAsync();
        await populated.AddRoundsAsync();
        await populated.AddCollectionAsync();
        await populated.AddAccountsAsync();
        return populated;
    }

    /// <summary>Somebody else of a role.</summary>
    public async Task<Visitor> VisitAsync(Role role, string name)
    {
        var account = await Console.AddAsync(role, name);
        return new(Console.Address, await Console.Service<SignIns>().BeginAsync(account.Id)) { Account = account };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var visitor in _visitors.Values) visitor.Dispose();
        await Console.DisposeAsync();
    }

    private async Task AddDatasetAndRunAsync()
    {
        var dataset = await MakeDatasetAsync();
        var experiment = SampleRun.Experiment with
        {
            Name = Hostile.Name, Dataset = dataset, Models = ["hostile:model", "embedded:lexical"], Methods = ["zero-shot", "rag"], LimitUsers = null, About = Hostile.Text,
        };
        var runner = new Runner(experiment, Hostile.Resolve, new() { Out = Path.Combine(Console.Folder, "runs", Folder), Concurrency = 2 });
        await runner.RunAsync();
        foreach (var log in (string[])["trials.jsonl", "verdicts.jsonl", "contests.jsonl"]) Hostile.Forge(Path.Combine(runner.Folder.Location, log), "rationale", "error", "reply");
        var trial = runner.Folder.ReadTrials().First(t => t is { Condition: { Method: "rag", Task: "open-ended", Model: "hostile:model" }, Evidence.Turns: > 0 });
        var data = await Console.Service<DatasetReader>().OpenAsync(Console.Service<DatasetShelf>().Find(Folder)!);
        var person = data.Profiles[0].Id;
        (Values["runs/{run}"], Values["trials/{key}"], Values["sessions/{from}"], Values["{from}/{to}"]) = (Folder, trial.Key, "1", "1");
        (Values["datasets/{dataset}"], Values["people/{id}"], Values["pairs/{pair}"]) = (Folder, person, data.Pairs[0].Id);
        (Values["sessions/{session}"], Values["random/{session}"]) = (data.SessionsOf(person)[0].Id, data.RandomSessions[0].Id);
    }

    /// <summary>The starter and some pairs in one folder.</summary>
    private async Task<string> MakeDatasetAsync()
    {
        var (dataset, pairs) = (SampleRun.CopyStarter(Console.Folder, Folder), await PairsRun.MakeDatasetAsync(Console.Folder));
        foreach (var file in Directory.EnumerateFiles(pairs, "*.jsonl")) await File.AppendAllLinesAsync(Path.Combine(dataset, Path.GetFileName(file)), await File.ReadAllLinesAsync(file));
        foreach (var file in Directory.EnumerateFiles(dataset, "*.jsonl")) Hostile.Spoil(file);
        var card = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(dataset, "dataset.json")))!.AsObject();
        card.Remove("counts");
        (card["name"], card["made"], card["license"], card["source"]) = (Hostile.Name, Hostile.Text, Hostile.Name, Hostile.Text);
        await File.WriteAllTextAsync(Path.Combine(dataset, "dataset.json"), card.ToJsonString());
        return dataset;
    }

    /// <summary>A round of every kind, in which two people differ, and one has begun another item.</summary>
    private async Task AddRoundsAsync()
    {
        using var second = await VisitAsync(Role.Annotator, Second);
        foreach (var kind in Console.Service<RoundKinds>().All)
        {
            var source = Uri.EscapeDataString(Folder);
            var page = await this[Role.Owner].GetAsync($"/rounds/new?kind={kind.Name}&source={source}");
            var chosen = page.Document.QuerySelectorAll("input[type=checkbox]:checked").Select(c => (c.GetAttribute("name")!, c.GetAttribute("value")!)).Where(c => c.Item1 is not "annotator" and not "opinions");
            var made = await this[Role.Owner].SubmitAsync(page, "/rounds", [
                ("name", Hostile.Name), ("count", "5"), ("overlap", "2"), ("opinions", "yes"), ("instructions", Hostile.Text), .. chosen,
                ("annotator", this[Role.Annotator].Account!.Id), ("annotator", second.Account!.Id)]);
            made.Status.ShouldBe(303, made.Main);
            var round = made.Location!["/rounds/".Length..];
            foreach (var n in (int[])[0, 1])
            {
                foreach (var who in (Visitor[])[this[Role.Annotator], second])
                {
                    var task = await who.FollowAsync(await who.SubmitAsync(await who.GetAsync($"/annotate/{round}"), $"/annotate/{round}/next"));
                    var action = task.Document.QuerySelector("form.verdict")!.GetAttribute("action")!;
                    (await who.SubmitAsync(task, action, AnswerOf(task, differs: who == second))).Status.ShouldBe(303);
                }
            }

            var open = await Console.Service<Dealer>().NextAsync(round, this[Role.Annotator].Account!.Id);
            var item = (await this[Role.Owner].GetAsync($"/rounds/{round}")).Document.QuerySelector($"a[href^='/rounds/{round}/items/']")!.GetAttribute("href")!;
            More.AddRange([(Role.Owner, $"/rounds/new?kind={kind.Name}&source={source}"), (Role.Owner, $"/rounds/{round}"), (Role.Owner, item), (Role.Annotator, $"/annotate/{round}"), (Role.Annotator, $"/annotate/tasks/{open}")]);
            if (kind.Files is not [var file, ..]) continue;
            Values["files/{name}"] = file.Name;
            (Values["rounds/{id}"], Values["annotate/{id}"], Values["tasks/{id}"], Values["items/{item}"]) = (round, round, open!, item.Split('/')[^1]);
        }
    }

    /// <summary>The first choice of a page, which is another for the second who sees it; and the first level of every scale, or the last.</summary>
    private static (string, string)[] AnswerOf(Shown page, bool differs)
    {
        var form = page.Document.QuerySelector("form.verdict")!;
        var scales = form.QuerySelectorAll("input[type=radio]").GroupBy(r => r.GetAttribute("name")!).Select(g => (g.Key, (differs ? g.Last() : g.First()).GetAttribute("value")!));
        return [("answer", form.QuerySelector("button[name=answer]")!.GetAttribute("value")!), ("comment", Hostile.Text), .. scales];
    }

    private async Task AddCollectionAsync()
    {
        var terms = new Terms { Name = Hostile.Name, Text = Hostile.Text, Model = "hostile:model", KeepUntil = "2999-12-31" };
        var collection = await Console.Service<CollectionStore>().AddAsync(terms);
        var (parts, me) = (Console.Service<ParticipationStore>(), this[Role.Participant].Account!.Id);
        await parts.AddAsync(collection, me);
        await parts.ConsentAsync((await parts.ListAsync(me)).Single(), 1);
        var part = (await parts.ListAsync(me)).Single();
        var sent = await Console.Service<Conversation>().SendAsync(part, null, "I am vegetarian. " + Hostile.Text, "form", default);
        await Console.Service<ReplyDesk>().WrittenAsync((await Console.Service<ChatStore>().TurnsAsync(part.Participation.Id, sent.ChatId!))[^1].Id);
        await Console.Service<ChatStore>().RenameAsync(part.Participation.Id, sent.ChatId!, Hostile.Name, default);
        await Console.Service<DatasetDesk>().MakeAsync((await Console.Service<CollectionStore>().FindAsync(collection))!, "talks", default);
        (Values["collections/{id}"], Values["datasets/{name}"]) = (collection, "talks");
        (Values["chats/{part}"], Values["{part}/{chat}"]) = (part.Participation.Id, sent.ChatId!);
    }

    private async Task AddAccountsAsync()
    {
        Values["join/{secret}"] = await Console.Invitations.CreateAsync(Role.Participant, Hostile.Text[..150]);
        Values["invitations/{id}"] = (await Console.InvitationsAsync())[0].Id;
        Values["members/{id}"] = this[Role.Annotator].Account!.Id;
        Values["assets/{name}"] = Console.Service<Assets>()["site.css"]["/assets/".Length..];
    }
}
