using Attune.Web.Accounts;
using Attune.Web.Storage;
using Attune.Web.Tests.ModelServer;
using Attune.Web.Tests.Storage;

namespace Attune.Web.Tests.Accounts;

/// <summary>Accounts, sign-ins and invitations on either server.</summary>
public abstract class AccountsContract : IAsyncLifetime
{
    private readonly ManualClock _clock = new();
    private Database _database = null!;
    private AccountStore _accounts = null!;
    private Invitations _invitations = null!;
    private SignIns _signIns = null!;

    public async Task InitializeAsync()
    {
        _database = Database.Of(await NewConnectionAsync());
        await _database.OpenAsync();
        (_accounts, _signIns) = (new(_database, _clock), new(_database, _clock));
        _invitations = new(_database, _accounts, _clock);
    }

    public virtual async Task DisposeAsync() => await _database.DisposeAsync();

    [StorageFact]
    public async Task Of_many_who_take_one_link_one_gets_an_account()
    {
        var secret = await _invitations.CreateAsync(Role.Annotator, "for one");

        var taken = await AtOnceAsync(20, i => _invitations.AcceptAsync(secret, $"guest {i}", "hash"));

        taken.Count(t => t.AccountId is not null).ShouldBe(1);
        (await _accounts.ListAsync(new() { Sort = "name" })).Total.ShouldBe(1);
    }

    [StorageFact]
    public async Task Of_many_who_want_one_name_one_gets_it_and_the_others_links_stay_good()
    {
        var secrets = await AtOnceAsync(10, i => _invitations.CreateAsync(Role.Annotator, $"{i}"));

        var taken = await AtOnceAsync(10, i => _invitations.AcceptAsync(secrets[i], i % 2 == 0 ? "Same" : "same ", "hash"));

        taken.Count(t => t.AccountId is not null).ShouldBe(1);
        taken.Count(t => t.NameTaken).ShouldBe(9);
        (await _invitations.ListAsync(new() { Sort = "made" })).Rows.Count(i => i.IsOpen(_clock.GetUtcNow())).ShouldBe(9);
    }

    [StorageFact]
    public async Task Whoever_come_first_at_once_find_one_owner()
    {
        var owners = await AtOnceAsync(10, _ => _accounts.LocalOwnerAsync());

        owners.Select(o => o.Id).Distinct().ShouldHaveSingleItem();
    }

    [StorageFact]
    public async Task Owners_who_disable_or_demote_each_other_at_once_leave_one()
    {
        var owners = await AtOnceAsync(6, i => AddAsync($"owner {i}", Role.Owner));

        var done = await AtOnceAsync(6, i => i % 2 == 0 ? _accounts.DisableAsync(owners[i].Id) : _accounts.SetRoleAsync(owners[i].Id, Role.Participant));

        done.Count(d => d).ShouldBe(5);
        (await _accounts.HasOwnerAsync()).ShouldBeTrue();
    }

    [StorageFact]
    public async Task Members_are_listed_in_every_order()
    {
        var anna = await AddAsync("Anna", Role.Participant);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await AddAsync("bo", Role.Annotator);
        await _signIns.BeginAsync(anna.Id);

        (await NamesAsync("since", descending: true)).ShouldBe(["bo", "Anna"]);
        (await NamesAsync("name")).ShouldBe(["Anna", "bo"]);
        (await NamesAsync("role")).ShouldBe(["bo", "Anna"]);
        (await NamesAsync("seen")).ShouldBe(["bo", "Anna"]);
    }

    [StorageFact]
    public async Task A_sign_in_tells_who_it_is_until_it_ends()
    {
        var anna = await AddAsync("Anna", Role.Participant);
        var secret = await _signIns.BeginAsync(anna.Id);

        (await _signIns.FindAsync(secret)).ShouldBe(new Member(anna.Id, "Anna", Role.Participant, SignedIn: true));
        (await _signIns.FindAsync(secret + "x")).ShouldBeNull();
        _clock.Advance(SignIns.LongestIdle);
        (await _signIns.FindAsync(secret)).ShouldBeNull();
    }

    protected abstract Task<string> NewConnectionAsync();

    private static Task<T[]> AtOnceAsync<T>(int count, Func<int, Task<T>> act) => Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => act(i))));

    private async Task<Account> AddAsync(string name, Role role) => (await _database.WriteAsync(t => _accounts.TryAddAsync(t, name, role, "hash")))!;

    private async Task<IEnumerable<string>> NamesAsync(string sort, bool descending = false) =>
        (await _accounts.ListAsync(new() { Sort = sort, Descending = descending })).Rows.Select(a => a.Name);
}

public sealed class SqliteAccountsTests : AccountsContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-accounts-").FullName;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override Task<string> NewConnectionAsync() => Task.FromResult(Path.Combine(_folder, "console.db"));
}

[NeedsPostgres]
public sealed class PostgresAccountsTests : AccountsContract
{
    protected override Task<string> NewConnectionAsync() => PostgresServer.NewDatabaseAsync();
}
