using Attune.Web.Storage;

namespace Attune.Web.Accounts;

/// <summary>Who is signed in, in which browser. Every sign-in has a new secret, and can be ended from elsewhere. Thread-safe.</summary>
internal sealed class SignIns(Database database, TimeProvider clock)
{
    /// <summary>However often it is used.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <summary>Without being used.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromDays(7);

    /// <summary>Being seen is written down no more often than this.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(10);

    /// <summary>The secret for the browser's cookie.</summary>
    public async Task<string> BeginAsync(string accountId, CancellationToken cancellationToken = default)
    {
        var (secret, now) = (Secret.New(), clock.GetUtcNow());
        await database.WriteAsync(async t =>
        {
            await t.ExecuteAsync("DELETE FROM sign_ins WHERE expires_at <= @now OR seen_at <= @idle", new { now, idle = now - LongestIdle });
            await t.ExecuteAsync(
                "INSERT INTO sign_ins (secret_hash, account_id, created_at, seen_at, expires_at) VALUES (@hash, @accountId, @now, @now, @expires)",
                new { hash = Secret.Hash(secret), accountId, now, expires = now + Longest });
        }, cancellationToken);
        return secret;
    }

    /// <summary>Whose it is; null where it has ended, or the account is disabled.</summary>
    public async Task<Member?> FindAsync(string secret, CancellationToken cancellationToken = default)
    {
        var (hash, now) = (Secret.Hash(secret), clock.GetUtcNow());
        var row = await database.FirstAsync<AccountRow>("""
            SELECT a.id, a.name, a.role, a.created_at, s.seen_at FROM sign_ins s JOIN accounts a ON a.id = s.account_id
            WHERE s.secret_hash = @hash AND s.expires_at > @now AND s.seen_at > @idle AND a.disabled_at IS NULL
            """, new { hash, now, idle = now - LongestIdle }, cancellationToken);
        if (row is null) return null;
        if (row.SeenAt < now - Grain)
            await database.WriteAsync(t => t.ExecuteAsync("UPDATE sign_ins SET seen_at = @now WHERE secret_hash = @hash", new { hash, now }), cancellationToken);
        return new(row.Id, row.Name, row.ToAccount().Role, SignedIn: true);
    }

    public Task EndAsync(string secret, CancellationToken cancellationToken = default) =>
        database.WriteAsync(t => t.ExecuteAsync("DELETE FROM sign_ins WHERE secret_hash = @hash", new { hash = Secret.Hash(secret) }), cancellationToken);

    /// <summary>In how many browsers somebody is signed in.</summary>
    public Task<long> CountAsync(string accountId, CancellationToken cancellationToken = default) => database.ReadAsync(
        t => t.NumberAsync("SELECT COUNT(*) FROM sign_ins WHERE account_id = @accountId AND expires_at > @now", new { accountId, now = clock.GetUtcNow() }), cancellationToken);

    public Task EndAllAsync(string accountId, CancellationToken cancellationToken = default) => database.WriteAsync(t => EndAllAsync(t, accountId), cancellationToken);

    public static Task EndAllAsync(Transaction transaction, string accountId) =>
        transaction.ExecuteAsync("DELETE FROM sign_ins WHERE account_id = @accountId", new { accountId });
}
