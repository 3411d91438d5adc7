using Attune.Web.Accounts;
using Attune.Web.Chats;
using Attune.Web.Storage;
using Attune.Web.Tests.ModelServer;
using Attune.Web.Tests.Storage;

namespace Attune.Web.Tests.Chats;

/// <summary>Collections, parts and chats on either server.</summary>
public abstract class ChatsContract : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private Database _database = null!;
    private CollectionStore _collections = null!;
    private ParticipationStore _parts = null!;
    private ChatStore _chats = null!;
    private ReplyDesk _desk = null!;
    private DatasetDesk _datasets = null!;
    private Forgetting _forgetting = null!;

    public async Task InitializeAsync()
    {
        _database = Database.Of(await NewConnectionAsync());
        await _database.OpenAsync();
        (_collections, _parts, _chats) = (new(_database, _clock), new(_database, _clock), new(_database, _clock));
        _desk = new(_chats, _clock, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        _datasets = new(new(), new(_database, _clock), Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        _forgetting = new(_database, _desk, _collections, _datasets, _clock);
    }

    public virtual async Task DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _datasets.DisposeAsync();
        await _database.DisposeAsync();
    }

    [StorageFact]
    public async Task Of_twenty_messages_at_once_as_many_are_taken_as_the_quota_allows()
    {
        var part = await PartAsync(t => t with { MessagesADay = 7, TokensEach = 100_000 });

        var taken = 0;
        for (var round = 0; round < 10; round++)
        {
            var sent = await AtOnceAsync(20, i => _chats.SendAsync(part, null, $"{round} {i}", $"{round} {i}", 100));
            foreach (var turn in sent.Select(s => s.Turn).OfType<ChatTurn>())
            {
                taken++;
                await _chats.EndAsync(turn, ChatTurn.Answered, "yes", null, 10);
            }
        }

        taken.ShouldBe(7);
        (await _parts.FiguresAsync(part.Collection.Id)).ShouldBe(new() { Invited = 1, Consenting = 1, Chats = 7, Messages = 7, Tokens = 70 });
    }

    [StorageFact]
    public async Task A_collection_that_is_deleted_takes_all_that_was_said_in_it_and_no_other()
    {
        var (part, other) = (await PartAsync(), await PartAsync());
        foreach (var own in (OwnPart[])[part, other]) await _chats.EndAsync((await _chats.SendAsync(own, null, own.Collection.Id, "hello", 100)).Turn!, ChatTurn.Answered, "yes", null, 10);

        await _forgetting.CollectionAsync(part.Collection.Id);

        (await _collections.ListAsync()).Select(c => c.Id).ShouldBe([other.Collection.Id]);
        foreach (var (table, left) in ((string, long)[])[("collections", 1), ("collection_terms", 1), ("participations", 1), ("chats", 1), ("chat_turns", 1), ("forgotten_chats", 0)])
            (await _database.ReadAsync(t => t.NumberAsync($"SELECT COUNT(*) FROM {table}"))).ShouldBe(left, table);
        (await _parts.FindAsync(part.Participation.Id, "anybody")).ShouldBeNull();
    }

    [StorageFact]
    public async Task Of_many_who_post_one_form_at_once_one_is_stored_and_all_are_led_there()
    {
        var part = await PartAsync();

        var sent = await AtOnceAsync(20, _ => _chats.SendAsync(part, null, "same", "form", 100));

        sent.Count(s => s.Turn is not null).ShouldBe(1);
        sent.Select(s => s.Sending.ChatId).Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
    }

    [StorageFact]
    public async Task Of_many_who_try_again_at_once_one_does()
    {
        var part = await PartAsync();
        var (turn, sending) = await _chats.SendAsync(part, null, "hello", "form", 100);
        await _chats.EndAsync(turn!, ChatTurn.Failed, "", "no", 0);

        var again = await AtOnceAsync(10, _ => _chats.AgainAsync(part, sending.ChatId!, 50));

        again.Count(a => a.Turn is not null).ShouldBe(1);
        (await _parts.FiguresAsync(part.Collection.Id)).Tokens.ShouldBe(50);
    }

    [StorageFact]
    public async Task What_was_being_written_when_the_console_ended_can_be_asked_again_and_costs_nothing()
    {
        var part = await PartAsync();
        var (_, sending) = await _chats.SendAsync(part, null, "hello", "form", 100);

        await _chats.InterruptAsync();

        (await _chats.TurnsAsync(part.Participation.Id, sending.ChatId!)).ShouldHaveSingleItem().State.ShouldBe(ChatTurn.Failed);
        (await _parts.FiguresAsync(part.Collection.Id)).Tokens.ShouldBe(0);
        (await _chats.AgainAsync(part, sending.ChatId!, 100)).Turn.ShouldNotBeNull();
    }

    [StorageFact]
    public async Task Withdrawing_deletes_what_was_said_and_gives_no_quota_back()
    {
        var (part, other) = (await PartAsync(), await PartAsync());
        foreach (var p in (OwnPart[])[part, other])
        {
            var (turn, _) = await _chats.SendAsync(p, null, "hello", "form", 100);
            await _chats.EndAsync(turn!, ChatTurn.Answered, "yes", null, 30);
        }

        await _forgetting.WithdrawAsync(part, default);

        (await _chats.AllTurnsAsync(part.Participation.Id)).ShouldBeEmpty();
        (await _chats.AllTurnsAsync(other.Participation.Id)).ShouldHaveSingleItem();
        (await _parts.FiguresAsync(part.Collection.Id)).Tokens.ShouldBe(30);
        (await _chats.SendAsync(part, null, "after", "form", 100)).Turn.ShouldBeNull();
    }

    [StorageFact]
    public async Task Other_terms_are_a_new_version_and_a_new_name_is_not()
    {
        var part = await PartAsync();
        var terms = new Terms { Name = "Talks", Model = "m", Text = part.Collection.Text, KeepUntil = part.Collection.KeepUntil };

        await _collections.ChangeAsync(part.Collection, terms with { Name = "Other name", MessagesADay = 9 });
        (await _collections.FindAsync(part.Collection.Id))!.Version.ShouldBe(1);
        await AtOnceAsync(5, async _ =>
        {
            await _collections.ChangeAsync(part.Collection, terms with { Redacts = false });
            return 0;
        });

        (await _collections.FindAsync(part.Collection.Id))!.Version.ShouldBe(2);
        (await _parts.ConsentAsync(part, 1)).ShouldBeFalse();
    }

    private async Task<OwnPart> PartAsync(Func<Terms, Terms>? change = null)
    {
        var terms = new Terms { Name = "Talks", Model = "m", KeepUntil = "2999-12-31" };
        var id = await _collections.AddAsync(change?.Invoke(terms) ?? terms);
        var accounts = new AccountStore(_database, _clock);
        var account = (await _database.WriteAsync(t => accounts.TryAddAsync(t, Guid.NewGuid().ToString("n"), Role.Participant, "hash")))!;
        await AtOnceAsync(5, async _ =>
        {
            await _parts.AddAsync(id, account.Id);
            return 0;
        });
        var part = (await _parts.ListAsync(account.Id)).ShouldHaveSingleItem();
        (await _parts.ConsentAsync(part, 1)).ShouldBeTrue();
        return part;
    }

    private static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> act) => Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => act(i))));

    protected abstract Task<string> NewConnectionAsync();
}

public sealed class SqliteChatsTests : ChatsContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-chats-").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override Task<string> NewConnectionAsync() => Task.FromResult(Path.Combine(_folder, "console.db"));
}

[NeedsPostgres]
public sealed class PostgresChatsTests : ChatsContract
{
    protected override Task<string> NewConnectionAsync() => PostgresServer.NewDatabaseAsync();
}
