using Attune.Web.Storage;

namespace Attune.Web.Chats;

/// <summary>Which datasets were made of which collection, and which chats are to vanish from them. Thread-safe.</summary>
internal sealed class CollectedStore(Database database, TimeProvider clock)
{
    public Task<IReadOnlyList<CollectedDataset>> ListAsync(string collectionId, CancellationToken cancellationToken = default) => database.ReadAsync(t => t.QueryAsync<CollectedDataset>(
        "SELECT name, kind, state, problem, model, made_at FROM collected WHERE collection_id = @collectionId ORDER BY made_at DESC, name", new { collectionId }), cancellationToken);

    /// <summary>The names of all of them, of whichever collection.</summary>
    public Task<IReadOnlyList<string>> NamesAsync(CancellationToken cancellationToken) => database.ReadAsync(t => t.QueryAsync<string>("SELECT name FROM collected"), cancellationToken);

    /// <summary>Writes down that a dataset is being made, or made on. False where the name is taken, or it is being made already.</summary>
    public async Task<bool> BeginAsync(string collectionId, string name, string kind, string? model, CancellationToken cancellationToken) => await database.WriteAsync(t => t.ExecuteAsync("""
        INSERT INTO collected (name, collection_id, kind, state, model, made_at)
        SELECT @name, c.id, @kind, 'making', @model, @now FROM collections c WHERE c.id = @collectionId AND c.deleting_at IS NULL
        ON CONFLICT (name) DO UPDATE SET state = 'making', problem = NULL, model = @model, made_at = @now
        WHERE collected.collection_id = @collectionId AND collected.kind = @kind AND (collected.state = 'failed' OR (collected.state = 'done' AND @kind = 'mined'))
        """, new { collectionId, name, kind, model, now = clock.GetUtcNow() }), cancellationToken) == 1;

    public Task EndAsync(string name, string? problem) => database.WriteAsync(t => t.ExecuteAsync(
        "UPDATE collected SET state = @state, problem = @problem WHERE name = @name", new { name, problem, state = problem is null ? "done" : "failed" }));

    public Task DropAsync(string name) => database.WriteAsync(t => t.ExecuteAsync("DELETE FROM collected WHERE name = @name", new { name }));

    /// <summary>After the console was ended, nothing is being made.</summary>
    public Task InterruptAsync(CancellationToken cancellationToken) => database.WriteAsync(
        t => t.ExecuteAsync("UPDATE collected SET state = 'failed', problem = 'It was interrupted.' WHERE state = 'making'"), cancellationToken);

    /// <summary>The collections of which datasets may still hold chats that were deleted.</summary>
    public Task<IReadOnlyList<string>> PendingAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(t => t.QueryAsync<string>("SELECT DISTINCT collection_id FROM forgotten_chats WHERE done_at IS NULL"), cancellationToken);

    public async Task<IReadOnlySet<string>> ForgottenAsync(string collectionId) =>
        (await database.ReadAsync(t => t.QueryAsync<string>("SELECT id FROM forgotten_chats WHERE collection_id = @collectionId", new { collectionId }))).ToHashSet(StringComparer.Ordinal);

    public Task DoneAsync(string collectionId, IReadOnlySet<string> ids) => database.WriteAsync(async t =>
    {
        foreach (var id in ids)
            await t.ExecuteAsync("UPDATE forgotten_chats SET done_at = @now WHERE id = @id AND collection_id = @collectionId AND done_at IS NULL", new { id, collectionId, now = clock.GetUtcNow() });
    });

    /// <summary>Notes chats that are about to be deleted, so that no dataset keeps them. In the transaction that deletes them.</summary>
    /// <param name="t">That transaction.</param>
    /// <param name="condition">Which, of <c>chats h</c>.</param>
    /// <param name="values">For the condition.</param>
    /// <param name="now">When.</param>
    public static Task NoteAsync(Transaction t, string condition, object values, DateTimeOffset now) => t.ExecuteAsync($"""
        INSERT INTO forgotten_chats (id, collection_id, forgotten_at)
        SELECT h.id, p.collection_id, '{UtcText.Of(now)}' FROM chats h JOIN participations p ON p.id = h.participation_id WHERE {condition} ON CONFLICT DO NOTHING
        """, values);

    /// <summary>All that was said in a collection, person by person and chat by chat, as it comes.</summary>
    public async Task EachChatAsync(string collectionId, Action<CollectedChat> take, CancellationToken cancellationToken)
    {
        var people = await database.ReadAsync(t => t.QueryAsync<string>("SELECT id FROM participations WHERE collection_id = @collectionId AND withdrawn_at IS NULL ORDER BY id", new { collectionId }), cancellationToken);
        foreach (var person in people)
        {
            var turns = await database.ReadAsync(t => t.QueryAsync<CollectedTurn>("""
                SELECT u.chat_id, h.created_at, u.said, u.reply FROM chat_turns u JOIN chats h ON h.id = u.chat_id
                WHERE u.participation_id = @person ORDER BY h.created_at, h.id, u.number
                """, new { person }), cancellationToken);
            foreach (var chat in turns.GroupBy(t => t.ChatId)) take(new(person, chat.Key, [.. chat]));
        }
    }
}
