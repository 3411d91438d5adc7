using Attune.Web.Accounts;
using Attune.Web.Storage;

namespace Attune.Web.Chats;

/// <summary>Who takes part where, and what they consented to. Thread-safe.</summary>
internal sealed class ParticipationStore(Database database, TimeProvider clock)
{
    private const string Columns = "p.id, p.collection_id, p.consented_version, p.consented_at, p.withdrawn_at, p.day, p.messages_today, p.tokens_used";

    /// <summary>By account, or by the link that they joined with.</summary>
    private const string Theirs = "(p.account_id = @accountId OR p.invitation_id IN (SELECT i.id FROM invitations i WHERE i.used_by = @accountId))";

    /// <summary>A name that tells nothing of whom it names.</summary>
    private static string NewPseudonym() => "p-" + Guid.NewGuid().ToString("n")[..16];

    /// <summary>Whoever takes the link takes part.</summary>
    public Task InviteAsync(string collectionId, string secret, CancellationToken cancellationToken = default) => database.WriteAsync(t => t.ExecuteAsync("""
        INSERT INTO participations (id, collection_id, invitation_id, created_at, day, messages_today, tokens_used)
        SELECT @id, @collectionId, i.id, @now, '', 0, 0 FROM invitations i WHERE i.secret_hash = @hash
        """, new { id = NewPseudonym(), collectionId, hash = Secret.Hash(secret), now = clock.GetUtcNow() }), cancellationToken);

    /// <summary>Somebody who has an account takes part. Nothing happens where they already do.</summary>
    public Task AddAsync(string collectionId, string accountId, CancellationToken cancellationToken = default) => database.WriteAsync(async t =>
    {
        await t.AloneAsync("participations");
        if (await t.NumberAsync($"SELECT COUNT(*) FROM participations p WHERE p.collection_id = @collectionId AND {Theirs}", new { collectionId, accountId }) > 0) return;
        await t.ExecuteAsync("""
            INSERT INTO participations (id, collection_id, account_id, created_at, day, messages_today, tokens_used)
            VALUES (@id, @collectionId, @accountId, @now, '', 0, 0)
            """, new { id = NewPseudonym(), collectionId, accountId, now = clock.GetUtcNow() });
    }, cancellationToken);

    /// <summary>All that somebody takes part in, the latest first.</summary>
    public async Task<IReadOnlyList<OwnPart>> ListAsync(string accountId, CancellationToken cancellationToken = default) => await database.ReadAsync<IReadOnlyList<OwnPart>>(async t =>
    {
        var parts = await t.QueryAsync<Participation>($"SELECT {Columns} FROM participations p WHERE {Theirs} ORDER BY p.created_at DESC, p.id", new { accountId });
        if (parts.Count == 0) return [];
        var collections = await t.QueryAsync<Collection>($"SELECT {CollectionStore.Columns} FROM {CollectionStore.Rows} WHERE c.id IN @ids", new { ids = parts.Select(p => p.CollectionId).ToList() });
        return [.. parts.Select(p => new OwnPart(collections.First(c => c.Id == p.CollectionId), p))];
    }, cancellationToken);

    /// <summary>The ids of all that somebody takes part in.</summary>
    public static Task<IReadOnlyList<string>> IdsAsync(Transaction t, string accountId) => t.QueryAsync<string>($"SELECT p.id FROM participations p WHERE {Theirs}", new { accountId });

    /// <summary>Null where there is none of this id that is theirs.</summary>
    public Task<OwnPart?> FindAsync(string id, string accountId, CancellationToken cancellationToken = default) => database.ReadAsync(async t =>
    {
        var part = await t.FirstAsync<Participation>($"SELECT {Columns} FROM participations p WHERE p.id = @id AND {Theirs}", new { id, accountId });
        if (part is null) return null;
        return new OwnPart((await t.FirstAsync<Collection>($"SELECT {CollectionStore.Columns} FROM {CollectionStore.Rows} WHERE c.id = @CollectionId", new { part.CollectionId }))!, part);
    }, cancellationToken);

    /// <summary>False where other terms are asked for by now.</summary>
    public async Task<bool> ConsentAsync(OwnPart part, long version, CancellationToken cancellationToken = default) => await database.WriteAsync(t => t.ExecuteAsync("""
        UPDATE participations SET consented_version = @version, consented_at = @now, withdrawn_at = NULL
        WHERE id = @Id AND @version = (SELECT MAX(v.version) FROM collection_terms v WHERE v.collection_id = @CollectionId)
        """, new { part.Participation.Id, part.Participation.CollectionId, version, now = clock.GetUtcNow() }), cancellationToken) == 1;

    /// <summary>How many were invited and have an account, consented, and withdrew; and what they wrote.</summary>
    public async Task<CollectionFigures> FiguresAsync(string collectionId, CancellationToken cancellationToken = default) => (await database.ReadAsync(t => t.FirstAsync<CollectionFigures>("""
        SELECT
          (SELECT COUNT(*) FROM participations WHERE collection_id = @collectionId) AS invited,
          (SELECT COUNT(*) FROM participations WHERE collection_id = @collectionId AND consented_at IS NOT NULL AND withdrawn_at IS NULL) AS consenting,
          (SELECT COUNT(*) FROM participations WHERE collection_id = @collectionId AND withdrawn_at IS NOT NULL) AS withdrawn,
          (SELECT COUNT(*) FROM chats c JOIN participations p ON p.id = c.participation_id WHERE p.collection_id = @collectionId) AS chats,
          (SELECT COUNT(*) FROM chat_turns c JOIN participations p ON p.id = c.participation_id WHERE p.collection_id = @collectionId) AS messages,
          (SELECT COUNT(*) FROM chat_turns c JOIN participations p ON p.id = c.participation_id WHERE p.collection_id = @collectionId AND c.state = 'failed') AS failed,
          (SELECT CAST(COALESCE(SUM(tokens_used), 0) AS BIGINT) FROM participations WHERE collection_id = @collectionId) AS tokens
        """, new { collectionId }), cancellationToken))!;
}
