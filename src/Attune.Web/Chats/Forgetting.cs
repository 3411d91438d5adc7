using Attune.Web.Storage;

namespace Attune.Web.Chats;

/// <summary>Deletes what people ask to have deleted, and what has had its time: rows first, then what the server still keeps of them, then what was made of them. Thread-safe.</summary>
internal sealed class Forgetting(Database database, ReplyDesk desk, CollectionStore collections, DatasetDesk datasets, TimeProvider clock)
{
    private const string WaitingOf = "SELECT id FROM chat_turns WHERE state = 'waiting' AND ";

    public Task ChatAsync(OwnPart part, string chatId, CancellationToken cancellationToken) => ForgetAsync(async t =>
    {
        var values = new { part.Participation.Id, chatId };
        var waiting = await t.QueryAsync<string>(WaitingOf + "chat_id = @chatId AND participation_id = @Id", values);
        await CollectedStore.NoteAsync(t, "h.id = @chatId AND h.participation_id = @Id", values, clock.GetUtcNow());
        await t.ExecuteAsync("DELETE FROM chats WHERE id = @chatId AND participation_id = @Id", values);
        return waiting;
    }, cancellationToken);

    public Task ChatsAsync(OwnPart part, CancellationToken cancellationToken) => ForgetAsync(t => ChatsAsync(t, part.Participation.Id), cancellationToken);

    /// <summary>Takes consent back, with all that was said under it.</summary>
    public Task WithdrawAsync(OwnPart part, CancellationToken cancellationToken) => ForgetAsync(async t =>
    {
        await t.ExecuteAsync("UPDATE participations SET withdrawn_at = @now, consented_version = NULL WHERE id = @Id", new { part.Participation.Id, now = clock.GetUtcNow() });
        return await ChatsAsync(t, part.Participation.Id);
    }, cancellationToken);

    /// <summary>All that somebody said, that they took part, and the links that they came by, which may name them. In a transaction of <see cref="ForgetAsync"/>.</summary>
    /// <returns>Their answers that are being written.</returns>
    public async Task<IReadOnlyList<string>> EverythingAsync(Transaction t, string accountId)
    {
        var (parts, waiting) = (await ParticipationStore.IdsAsync(t, accountId), new List<string>());
        foreach (var part in parts)
        {
            waiting.AddRange(await ChatsAsync(t, part));
            await t.ExecuteAsync("DELETE FROM participations WHERE id = @part", new { part });
        }

        await t.ExecuteAsync("DELETE FROM invitations WHERE used_by = @accountId OR account_id = @accountId", new { accountId });
        return waiting;
    }

    /// <summary>A whole collection, with the datasets that were made of it here. What is said in it is gone when this returns; where a dataset cannot be deleted, that is tried again.</summary>
    public async Task CollectionAsync(string id)
    {
        await ForgetAsync(t => CollectionStore.CloseForGoodAsync(t, id, clock.GetUtcNow()), CancellationToken.None);
        await FinishAsync(CancellationToken.None);
    }

    /// <summary>Deletes what is left of collections whose deletion was begun.</summary>
    public async Task FinishAsync(CancellationToken cancellationToken)
    {
        var begun = await collections.BeingDeletedAsync(cancellationToken);
        if (begun.Count > 0) await database.ScrubAsync(cancellationToken); // where the process ended before it could
        foreach (var id in begun)
            if (await datasets.DeleteAllAsync(id)) await collections.DropAsync(id);
    }

    /// <summary>The chats of every collection whose last day is over.</summary>
    public async Task ExpiredAsync(CancellationToken cancellationToken)
    {
        var ids = await database.ReadAsync(t => t.QueryAsync<string>($"""
            SELECT p.id FROM participations p WHERE p.collection_id IN (SELECT c.id FROM {CollectionStore.Rows} WHERE t.keep_until < @today)
            AND EXISTS (SELECT 1 FROM chats h WHERE h.participation_id = p.id)
            """, new { today = ChatStore.Today(clock.GetUtcNow()) }), cancellationToken);
        foreach (var id in ids) await ForgetAsync(t => ChatsAsync(t, id), cancellationToken);
        await datasets.ForgetAsync(cancellationToken);
    }

    private async Task<IReadOnlyList<string>> ChatsAsync(Transaction t, string participationId)
    {
        var waiting = await t.QueryAsync<string>(WaitingOf + "participation_id = @participationId", new { participationId });
        await CollectedStore.NoteAsync(t, "h.participation_id = @participationId", new { participationId }, clock.GetUtcNow());
        await t.ExecuteAsync("DELETE FROM chats WHERE participation_id = @participationId", new { participationId });
        return waiting;
    }

    /// <summary>Deletes: answers that are being written end, and find nowhere to be stored; then the server and the datasets forget too.</summary>
    /// <param name="forget">Gives the answers that are being written.</param>
    /// <param name="cancellationToken">Stops it before it has begun.</param>
    public async Task ForgetAsync(Func<Transaction, Task<IReadOnlyList<string>>> forget, CancellationToken cancellationToken)
    {
        foreach (var turn in await database.WriteAsync(forget, cancellationToken)) desk.Stop(turn);
        await database.ScrubAsync(cancellationToken);
        await datasets.ForgetAsync(cancellationToken);
    }
}
