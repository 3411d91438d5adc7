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

    private const string Pairs = "pairs";

    private readonly Dictionary<Role, Visitor> _visitors = [];

    private PopulatedConsole(RunningConsole console) => Console = console;

    public RunningConsole Console { get; }

    /// <summary>What stands in an address for a parameter, by what stands before it: <c>runs/{run}</c>.</summary>
    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>Whose it is, where it is somebody's alone.</summary>
    public IReadOnlyDictionary<string, Role> Personal { get; } = new Dictionary<string, Role> { ["annotate/{id}"] = Role.Annotator, ["tasks/{id}"] = Role.Annotator, ["chats/{part}"] = Role.Participant };

    /// <summary>The one of this role to whom it belongs.</summary>
    public Visitor this[Role role] => _visitors[role];

    public static async Task<PopulatedConsole> StartAsync()
    {
        var console = await RunningConsole.StartAsync(o => o with { Workbench = new() { Resolve = Hostile.Resolve, ResolveWithoutKey = Hostile.Resolve } });
        var populated = new PopulatedConsole(console);
        foreach (var role in Enum.GetValues<Role>()) populated._visitors[role] = await populated.VisitAsync(role, $"{role} {Hostile.Name}");
        await populated.AddDatasetAndRunAsync();
        await populated.AddRoundAsync();
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
        var dataset = SampleRun.CopyStarter(Console.Folder, Folder);
        foreach (var file in Directory.EnumerateFiles(dataset, "*.jsonl")) Hostile.Spoil(file);
        var runner = new Runner(
            SampleRun.Experiment with { Name = Hostile.Name, Dataset = dataset, Models = ["hostile:model", "embedded:lexical"], LimitUsers = 1, About = Hostile.Text }, Hostile.Resolve,
            new() { Out = Path.Combine(Console.Folder, "runs", Folder), Concurrency = 2 });
        await runner.RunAsync();
        Hostile.Forge(Path.Combine(runner.Folder.Location, "trials.jsonl"), "rationale", "error");
        var trial = runner.Folder.ReadTrials().First(t => t is { Condition: { Method: "rag", Task: "open-ended", Model: "hostile:model" }, Evidence.Turns: > 0 });
        var data = await Console.Service<DatasetReader>().OpenAsync(Console.Service<DatasetShelf>().Find(Folder)!);
        var person = data.Profiles[0].Id;
        (Values["runs/{run}"], Values["trials/{key}"], Values["sessions/{from}"], Values["{from}/{to}"]) = (Folder, trial.Key, "1", "1");
        (Values["datasets/{dataset}"], Values["people/{id}"]) = (Folder, person);
        (Values["sessions/{session}"], Values["random/{session}"]) = (data.SessionsOf(person)[0].Id, data.RandomSessions[0].Id);
    }

    private async Task AddRoundAsync()
    {
        await PairsRun.MakeAsync(Console.Folder, Pairs);
        Hostile.Forge(Path.Combine(Console.Folder, "runs", Pairs, "verdicts.jsonl"), "rationale", "answer");
        using var second = await VisitAsync(Role.Annotator, "second");
        var page = await this[Role.Owner].GetAsync("/rounds/new?run=" + Pairs);
        var contestants = page.Document.QuerySelectorAll("[name=contestant]").Select(c => ("contestant", c.GetAttribute("value")!));
        var made = await this[Role.Owner].SubmitAsync(page, "/rounds", [
            ("name", Hostile.Name), ("count", "5"), ("overlap", "2"), ("opinions", "yes"), ("instructions", Hostile.Text),
            ("annotator", this[Role.Annotator].Account!.Id), ("annotator", second.Account!.Id), .. contestants]);
        var round = made.Location!["/rounds/".Length..];
        var dealer = Console.Service<Dealer>();
        foreach (var (who, answer) in ((Visitor, string)[])[(this[Role.Annotator], "left"), (second, "right"), (this[Role.Annotator], "tie"), (second, "tie")])
        {
            var task = (await dealer.FindAsync((await dealer.NextAsync(round, who.Account!.Id))!, who.Account.Id))!;
            await dealer.AnswerAsync(task.Id, who.Account.Id, answer, new(task.Token, Hostile.Text, 1000));
        }

        var open = (await dealer.NextAsync(round, this[Role.Annotator].Account!.Id))!;
        (Values["rounds/{id}"], Values["annotate/{id}"], Values["tasks/{id}"]) = (round, round, open);
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
