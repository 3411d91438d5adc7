using Attune.Web.Storage;

namespace Attune.Web.Chats;

/// <summary>The collections and their terms. Thread-safe.</summary>
internal sealed class CollectionStore(Database database, TimeProvider clock)
{
    internal const string Columns = "c.id, c.name, c.messages_a_day, c.tokens_each, c.created_at, c.closed_at, t.version, t.text, t.model, t.redacts, t.keep_until";

    /// <summary>With their latest terms; without those that are being deleted.</summary>
    internal const string Rows = "collections c JOIN collection_terms t ON c.deleting_at IS NULL AND t.collection_id = c.id AND t.version = (SELECT MAX(v.version) FROM collection_terms v WHERE v.collection_id = c.id)";

    public Task<IReadOnlyList<Collection>> ListAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(t => t.QueryAsync<Collection>($"SELECT {Columns} FROM {Rows} ORDER BY c.created_at DESC, c.id"), cancellationToken);

    public Task<Collection?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(t => t.FirstAsync<Collection>($"SELECT {Columns} FROM {Rows} WHERE c.id = @id", new { id }), cancellationToken);

    /// <summary>Its id.</summary>
    public async Task<string> AddAsync(Terms terms, CancellationToken cancellationToken = default)
    {
        var id = Id.New();
        await database.WriteAsync(async t =>
        {
            await t.ExecuteAsync(
                "INSERT INTO collections (id, name, messages_a_day, tokens_each, created_at) VALUES (@id, @Name, @MessagesADay, @TokensEach, @now)",
                new { id, terms.Name, terms.MessagesADay, terms.TokensEach, now = clock.GetUtcNow() });
            await AddTermsAsync(t, id, 1, terms);
        }, cancellationToken);
        return id;
    }

    /// <summary>Name and quotas change for everybody at once; what people consented to becomes a new version, which they are asked for anew.</summary>
    public Task ChangeAsync(Collection known, Terms terms, CancellationToken cancellationToken = default) => database.WriteAsync(async t =>
    {
        await t.AloneAsync("terms");
        await t.ExecuteAsync(
            "UPDATE collections SET name = @Name, messages_a_day = @MessagesADay, tokens_each = @TokensEach WHERE id = @Id",
            new { known.Id, terms.Name, terms.MessagesADay, terms.TokensEach });
        var latest = await t.FirstAsync<Collection>($"SELECT {Columns} FROM {Rows} WHERE c.id = @Id", new { known.Id });
        if (latest is null || (latest.Text, latest.Model, latest.Redacts, latest.KeepUntil) == (terms.Text, terms.Model, terms.Redacts ? 1 : 0, terms.KeepUntil)) return;
        await AddTermsAsync(t, known.Id, latest.Version + 1, terms);
    }, cancellationToken);

    /// <summary>Closed, nobody can chat; people still see and delete what is theirs.</summary>
    public Task SetClosedAsync(string id, bool closed, CancellationToken cancellationToken = default) => database.WriteAsync(
        t => t.ExecuteAsync("UPDATE collections SET closed_at = @at WHERE id = @id", new { id, at = closed ? UtcText.Of(clock.GetUtcNow()) : null }), cancellationToken);

    /// <summary>Deletes all that is said in a collection, who takes part and the links to it, and puts the rest out of sight. In a transaction of <see cref="Forgetting"/>.</summary>
    /// <returns>Answers that are being written.</returns>
    public static async Task<IReadOnlyList<string>> CloseForGoodAsync(Transaction t, string id, DateTimeOffset now)
    {
        await t.ExecuteAsync("UPDATE collections SET deleting_at = @now WHERE id = @id AND deleting_at IS NULL", new { id, now });
        var waiting = await t.QueryAsync<string>("SELECT u.id FROM chat_turns u JOIN participations p ON p.id = u.participation_id WHERE u.state = 'waiting' AND p.collection_id = @id", new { id });
        await t.ExecuteAsync("DELETE FROM invitations WHERE id IN (SELECT p.invitation_id FROM participations p WHERE p.collection_id = @id AND p.invitation_id IS NOT NULL)", new { id });
        await t.ExecuteAsync("DELETE FROM participations WHERE collection_id = @id", new { id });
        return waiting;
    }

    /// <summary>Those of which datasets may still be there.</summary>
    public Task<IReadOnlyList<string>> BeingDeletedAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(t => t.QueryAsync<string>("SELECT id FROM collections WHERE deleting_at IS NOT NULL"), cancellationToken);

    /// <summary>Nothing is left that was made of it.</summary>
    public Task DropAsync(string id) => database.WriteAsync(async t =>
    {
        await t.ExecuteAsync("DELETE FROM forgotten_chats WHERE collection_id = @id", new { id });
        await t.ExecuteAsync("DELETE FROM collections WHERE id = @id AND deleting_at IS NOT NULL", new { id });
    });

    private Task<int> AddTermsAsync(Transaction t, string id, long version, Terms terms) => t.ExecuteAsync("""
        INSERT INTO collection_terms (collection_id, version, text, model, redacts, keep_until, made_at)
        VALUES (@id, @version, @Text, @Model, @redacts, @KeepUntil, @now)
        """, new { id, version, terms.Text, terms.Model, redacts = terms.Redacts ? 1L : 0L, terms.KeepUntil, now = clock.GetUtcNow() });
}
