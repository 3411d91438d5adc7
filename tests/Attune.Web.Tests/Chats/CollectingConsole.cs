using Attune.Web.Accounts;
using Attune.Web.Chats;
using Attune.Web.Tests.Consoles;

namespace Attune.Web.Tests.Chats;

/// <summary>A console with a collection, and whoever takes part in it.</summary>
internal sealed class CollectingConsole : IAsyncDisposable
{
    private CollectingConsole(RunningConsole console, SaidModel model, string collectionId) => (Console, Model, CollectionId) = (console, model, collectionId);

    public RunningConsole Console { get; }

    public SaidModel Model { get; }

    public string CollectionId { get; }

    public static async Task<CollectingConsole> StartAsync(Func<Terms, Terms>? change = null, TimeProvider? clock = null, string? db = null, string? folder = null)
    {
        var model = new SaidModel();
        var console = await RunningConsole.StartAsync(o => o with { Workbench = new() { Resolve = model.Resolve }, Db = db ?? o.Db }, clock, folder);
        var terms = new Terms { Name = "Evening talks", Model = "said:model", KeepUntil = "2999-12-31" };
        return new(console, model, await console.Service<CollectionStore>().AddAsync(change?.Invoke(terms) ?? terms));
    }

    /// <summary>A participant who was added, and the path of their part.</summary>
    public async Task<(Visitor Visitor, string Path)> AddAsync(bool consents = true)
    {
        var visitor = await Console.VisitAsync(Role.Participant);
        var parts = Console.Service<ParticipationStore>();
        await parts.AddAsync(CollectionId, visitor.Account!.Id);
        var part = (await parts.ListAsync(visitor.Account.Id)).Single();
        if (consents) (await parts.ConsentAsync(part, part.Collection.Version)).ShouldBeTrue();
        return (visitor, part.Path);
    }

    /// <summary>A message from a page; the chat's page once the answer is there.</summary>
    public async Task<Shown> SayAsync(Visitor visitor, string path, string message)
    {
        var page = await visitor.GetAsync(path);
        var sent = await visitor.SubmitAsync(page, path, ("message", message));
        sent.Status.ShouldBe(303, sent.Main);
        return await WrittenAsync(visitor, sent.Location!);
    }

    public async Task<Shown> WrittenAsync(Visitor visitor, string path)
    {
        for (var i = 0; ; i++)
        {
            var page = await visitor.GetAsync(path);
            if (page.Document.QuerySelector("#reply") is null) return page;
            i.ShouldBeLessThan(500, "the answer never came");
            await Task.Delay(20);
        }
    }

    public Task<long> CountAsync(string table) => Console.Database.ReadAsync(t => t.NumberAsync($"SELECT COUNT(*) FROM {table}"));

    public ValueTask DisposeAsync() => Console.DisposeAsync();
}
