using Attune.Web.Layout;
using Attune.Web.Storage;

namespace Attune.Web.Accounts;

/// <summary>One-time links. Thread-safe: however many take one at once, one gets it.</summary>
internal sealed class Invitations(Database database, AccountStore accounts, TimeProvider clock)
{
    /// <summary>For how long a link is good unless said otherwise.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>What the list can be sorted by.</summary>
    private static readonly Dictionary<string, string> Sorts = new() { ["made"] = "i.created_at", ["until"] = "i.expires_at", ["for"] = "i.note" };

    private const string Columns = "i.id, i.role, i.note, i.account_id, i.created_at, i.expires_at, i.used_at, i.revoked_at, u.name AS used_by";

    private const string Rows = $"SELECT {Columns} FROM invitations i LEFT JOIN accounts u ON u.id = i.used_by";

    /// <summary>The secret of a new link, which is shown once and stored nowhere.</summary>
    /// <param name="role">What its taker may do.</param>
    /// <param name="note">Whom it is meant for.</param>
    /// <param name="accountId">The account that gets a new password by it, and by no earlier link; null to make one.</param>
    /// <param name="lifetime">Null for <see cref="Lifetime"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string> CreateAsync(Role role, string note, string? accountId = null, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        var (secret, now) = (Secret.New(), clock.GetUtcNow());
        await database.WriteAsync(async t =>
        {
            if (accountId is not null) await RevokeForAsync(t, accountId, now);
            await t.ExecuteAsync("""
                INSERT INTO invitations (id, secret_hash, role, note, account_id, created_at, expires_at)
                VALUES (@id, @hash, @role, @note, @accountId, @now, @expires)
                """, new { id = Id.New(), hash = Secret.Hash(secret), role = RoleWord.Of(role), note, accountId, now, expires = now + (lifetime ?? Lifetime) });
        }, cancellationToken);
        return secret;
    }

    public static TableQuery QueryOf(HttpRequest request) => TableQuery.Read(request, [.. Sorts.Keys], descending: true);

    /// <summary>A part of all that were ever made, and how many there are.</summary>
    public Task<(IReadOnlyList<Invitation> Rows, long Total)> ListAsync(TableQuery query, CancellationToken cancellationToken = default) =>
        database.ReadAsync<(IReadOnlyList<Invitation>, long)>(async t =>
        {
            var rows = await t.QueryAsync<InvitationRow>($"{Rows} ORDER BY {query.OrderBy(Sorts, "i.id")} LIMIT @Size OFFSET @Offset", new { query.Size, query.Offset });
            return ([.. rows.Select(r => r.ToInvitation())], await t.NumberAsync("SELECT COUNT(*) FROM invitations"));
        }, cancellationToken);

    /// <summary>Whether somebody could still come in as an owner by a link.</summary>
    public async Task<bool> AwaitsOwnerAsync(CancellationToken cancellationToken = default) => await database.ReadAsync(
        t => t.NumberAsync("SELECT COUNT(*) FROM invitations WHERE role = 'owner' AND used_at IS NULL AND revoked_at IS NULL AND expires_at > @now", new { now = clock.GetUtcNow() }),
        cancellationToken) > 0;

    /// <summary>The one that a link's secret opens; null where it is unknown, used, revoked or over.</summary>
    public async Task<Invitation?> FindOpenAsync(string secret, CancellationToken cancellationToken = default)
    {
        var row = await database.ReadAsync(t => t.FirstAsync<InvitationRow>($"{Rows} WHERE i.secret_hash = @hash", new { hash = Secret.Hash(secret) }), cancellationToken);
        return row?.ToInvitation() is { } found && found.IsOpen(clock.GetUtcNow()) ? found : null;
    }

    public Task RevokeAsync(string id, CancellationToken cancellationToken = default) => database.WriteAsync(
        t => t.ExecuteAsync("UPDATE invitations SET revoked_at = @now WHERE id = @id AND used_at IS NULL AND revoked_at IS NULL", new { id, now = clock.GetUtcNow() }),
        cancellationToken);

    /// <summary>Makes the account, or gives the one that the link is for its password and signs it out elsewhere.</summary>
    /// <param name="secret">Of the link.</param>
    /// <param name="name">Of a new account.</param>
    /// <param name="password">Its hash.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<Acceptance> AcceptAsync(string secret, string name, string password, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.WriteAsync(t => AcceptAsync(t, Secret.Hash(secret), name, password), cancellationToken);
        }
        catch (NameTakenException)
        {
            return new(null, NameTaken: true);
        }
    }

    /// <summary>Links by which an account would get a new password are good for nothing any more.</summary>
    public static Task RevokeForAsync(Transaction t, string accountId, DateTimeOffset now) =>
        t.ExecuteAsync("UPDATE invitations SET revoked_at = @now WHERE account_id = @accountId AND used_at IS NULL AND revoked_at IS NULL", new { accountId, now });

    private async Task<Acceptance> AcceptAsync(Transaction t, string hash, string name, string password)
    {
        var now = clock.GetUtcNow();
        if (await t.ExecuteAsync("UPDATE invitations SET used_at = @now WHERE secret_hash = @hash AND used_at IS NULL AND revoked_at IS NULL AND expires_at > @now", new { hash, now }) == 0)
            return new(null, NameTaken: false);
        var invitation = (await t.FirstAsync<InvitationRow>($"{Rows} WHERE i.secret_hash = @hash", new { hash }))!.ToInvitation();
        var id = invitation.AccountId;
        if (id is null) id = (await accounts.TryAddAsync(t, name, invitation.Role, password) ?? throw new NameTakenException()).Id;
        else
        {
            await AccountStore.SetPasswordAsync(t, id, password);
            await SignIns.EndAllAsync(t, id);
            await RevokeForAsync(t, id, now);
        }

        await t.ExecuteAsync("UPDATE invitations SET used_by = @id WHERE secret_hash = @hash", new { hash, id });
        return new(id, NameTaken: false);
    }

    /// <summary>Undoes the use of the link.</summary>
    private sealed class NameTakenException : Exception;
}
