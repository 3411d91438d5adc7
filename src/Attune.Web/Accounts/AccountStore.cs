using Attune.Web.Layout;
using Attune.Web.Storage;

namespace Attune.Web.Accounts;

/// <summary>The accounts. Thread-safe.</summary>
internal sealed class AccountStore(Database database, TimeProvider clock)
{
    /// <summary>Whoever changes who the owners are asks for this name, for one owner must be left.</summary>
    private const string Owners = "owners";

    private const string Columns = "a.id, a.name, a.role, a.password, a.created_at, a.disabled_at";

    private const string Seen = "(SELECT MAX(s.seen_at) FROM sign_ins s WHERE s.account_id = a.id)";

    /// <summary>What the list can be sorted by.</summary>
    private static readonly Dictionary<string, string> Sorts = new()
    {
        ["since"] = "a.created_at",
        ["name"] = "a.name_key",
        ["role"] = "a.role",
        ["seen"] = $"COALESCE({Seen}, '')",
    };

    public static TableQuery QueryOf(HttpRequest request) => TableQuery.Read(request, [.. Sorts.Keys]);

    /// <summary>A part of all accounts, and how many there are.</summary>
    public Task<(IReadOnlyList<Account> Rows, long Total)> ListAsync(TableQuery query, CancellationToken cancellationToken = default) =>
        database.ReadAsync<(IReadOnlyList<Account>, long)>(async t =>
        {
            var rows = await t.QueryAsync<AccountRow>($"""
                SELECT {Columns}, {Seen} AS seen_at FROM accounts a WHERE a.deleted_at IS NULL ORDER BY {query.OrderBy(Sorts, "a.id")} LIMIT @Size OFFSET @Offset
                """, new { query.Size, query.Offset });
            return ([.. rows.Select(r => r.ToAccount())], await t.NumberAsync("SELECT COUNT(*) FROM accounts WHERE deleted_at IS NULL"));
        }, cancellationToken);

    public Task<Account?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        FirstAsync("a.id = @value", id, cancellationToken);

    /// <summary>By the name that they sign in by, however it is written.</summary>
    public Task<Account?> FindByNameAsync(string name, CancellationToken cancellationToken = default) =>
        FirstAsync("a.name_key = @value", AccountName.Key(name), cancellationToken);

    /// <summary>Whether somebody can sign in as an owner.</summary>
    public async Task<bool> HasOwnerAsync(CancellationToken cancellationToken = default) => await database.ReadAsync(
        t => t.NumberAsync("SELECT COUNT(*) FROM accounts WHERE role = 'owner' AND disabled_at IS NULL AND password IS NOT NULL"), cancellationToken) > 0;

    /// <summary>Whom the one at this machine is taken for: the first owner, who is made where there is none.</summary>
    public async Task<Account> LocalOwnerAsync(CancellationToken cancellationToken = default) =>
        await database.ReadAsync(FirstOwnerAsync, cancellationToken) is { } owner
            ? owner.ToAccount()
            : await database.WriteAsync(async t =>
            {
                await t.AloneAsync(Owners);
                return (await FirstOwnerAsync(t))?.ToAccount() ?? await AddAsync(t, await FreeNameAsync(t), Role.Owner, password: null);
            }, cancellationToken);

    /// <summary>Null where the name is taken.</summary>
    public async Task<Account?> TryAddAsync(Transaction transaction, string name, Role role, string? password)
    {
        await transaction.AloneAsync("names");
        return await transaction.NumberAsync("SELECT COUNT(*) FROM accounts WHERE name_key = @key", new { key = AccountName.Key(name) }) > 0
            ? null
            : await AddAsync(transaction, name, role, password);
    }

    public static Task SetPasswordAsync(Transaction transaction, string id, string password) =>
        transaction.ExecuteAsync("UPDATE accounts SET password = @password WHERE id = @id", new { id, password });

    /// <summary>False where it would leave no owner.</summary>
    public Task<bool> SetRoleAsync(string id, Role role, CancellationToken cancellationToken = default) => database.WriteAsync(async t =>
    {
        await t.AloneAsync(Owners);
        if (role != Role.Owner && await IsLastOwnerAsync(t, id)) return false;
        await t.ExecuteAsync("UPDATE accounts SET role = @role WHERE id = @id", new { id, role = RoleWord.Of(role) });
        return true;
    }, cancellationToken);

    /// <summary>Signs them out everywhere, and lets them in no more. False where it would leave no owner.</summary>
    public Task<bool> DisableAsync(string id, CancellationToken cancellationToken = default) => database.WriteAsync(async t =>
    {
        await t.AloneAsync(Owners);
        if (await IsLastOwnerAsync(t, id)) return false;
        var now = clock.GetUtcNow();
        await t.ExecuteAsync("UPDATE accounts SET disabled_at = @now WHERE id = @id AND disabled_at IS NULL", new { id, now });
        await SignIns.EndAllAsync(t, id);
        await Invitations.RevokeForAsync(t, id, now);
        return true;
    }, cancellationToken);

    public Task EnableAsync(string id, CancellationToken cancellationToken = default) =>
        database.WriteAsync(t => t.ExecuteAsync("UPDATE accounts SET disabled_at = NULL WHERE id = @id", new { id }), cancellationToken);

    /// <summary>
    /// Takes name, password and every way in from an account: the first step of deleting it. Whatever else would refer to it waits until the
    /// transaction ends, for a name is a key. False, and nothing done, where it would leave no owner.
    /// </summary>
    public async Task<bool> TryCloseAsync(Transaction t, string id)
    {
        await t.AloneAsync(Owners);
        if (await IsLastOwnerAsync(t, id)) return false;
        await t.ExecuteAsync(
            "UPDATE accounts SET name = @name, name_key = @key, role = 'annotator', password = NULL, disabled_at = @now, deleted_at = @now WHERE id = @id",
            new { id, name = "somebody who left", key = "left:" + id, now = clock.GetUtcNow() });
        await SignIns.EndAllAsync(t, id);
        return true;
    }

    /// <summary>The last step: the row goes too, unless answers of theirs stay, which it holds together.</summary>
    public static Task DropAsync(Transaction t, string id) =>
        t.ExecuteAsync("DELETE FROM accounts WHERE id = @id AND NOT EXISTS (SELECT 1 FROM round_tasks r WHERE r.account_id = accounts.id)", new { id });

    private static Task<AccountRow?> FirstOwnerAsync(Transaction t) =>
        t.FirstAsync<AccountRow>($"SELECT {Columns} FROM accounts a WHERE a.role = 'owner' AND a.disabled_at IS NULL ORDER BY a.created_at, a.id");

    private static async Task<bool> IsLastOwnerAsync(Transaction t, string id) =>
        await t.NumberAsync("SELECT COUNT(*) FROM accounts WHERE role = 'owner' AND disabled_at IS NULL AND id <> @id", new { id }) == 0
        && await t.NumberAsync("SELECT COUNT(*) FROM accounts WHERE role = 'owner' AND id = @id", new { id }) > 0;

    private static async Task<string> FreeNameAsync(Transaction t)
    {
        var taken = (await t.QueryAsync<string>("SELECT name_key FROM accounts WHERE name_key LIKE 'owner%'")).ToHashSet(StringComparer.Ordinal);
        return Enumerable.Range(1, taken.Count + 1).Select(n => n == 1 ? "owner" : FormattableString.Invariant($"owner{n}")).First(n => !taken.Contains(n));
    }

    private async Task<Account> AddAsync(Transaction t, string name, Role role, string? password)
    {
        var account = new Account { Id = Id.New(), Name = AccountName.Clean(name), Role = role, CreatedAt = clock.GetUtcNow(), Password = password };
        await t.ExecuteAsync(
            "INSERT INTO accounts (id, name, name_key, role, password, created_at) VALUES (@Id, @Name, @key, @role, @Password, @CreatedAt)",
            new { account.Id, account.Name, key = AccountName.Key(name), role = RoleWord.Of(role), account.Password, account.CreatedAt });
        return account;
    }

    private async Task<Account?> FirstAsync(string condition, string value, CancellationToken cancellationToken) =>
        (await database.ReadAsync(t => t.FirstAsync<AccountRow>($"SELECT {Columns} FROM accounts a WHERE a.deleted_at IS NULL AND {condition}", new { value }), cancellationToken))?.ToAccount();
}
