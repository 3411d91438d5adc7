using Attune.Web.Storage;

namespace Attune.Web.Annotation;

/// <summary>What owners settle where annotators differ. Thread-safe.</summary>
internal sealed class Decisions(Database database, TimeProvider clock)
{
    /// <summary>An item of a round; null where it has none of this id.</summary>
    public Task<ItemRow?> FindAsync(string roundId, string itemId, CancellationToken cancellationToken = default) => database.ReadAsync(
        t => t.FirstAsync<ItemRow>("SELECT id, place, body, swapped_first FROM round_items WHERE id = @itemId AND round_id = @roundId", new { roundId, itemId }), cancellationToken);

    /// <summary>Those of a round, by place.</summary>
    public Task<IReadOnlyList<AnswerRow>> ListAsync(string roundId, CancellationToken cancellationToken = default) => database.ReadAsync(
        t => t.QueryAsync<AnswerRow>("""
            SELECT i.id AS item_id, i.place, i.model_says, @who AS pseudonym, d.answer, d.swapped, d.comment, d.decided_at AS dealt_at, d.decided_at AS answered_at
            FROM round_decisions d JOIN round_items i ON i.id = d.item_id WHERE i.round_id = @roundId ORDER BY i.place
            """, new { roundId, who = AnswerRow.Adjudicator }), cancellationToken);

    /// <summary>Settles an item, in the place of what was settled of it before.</summary>
    public Task DecideAsync(ItemRow item, string accountId, string answer, string comment, CancellationToken cancellationToken = default) => database.WriteAsync(
        t => t.ExecuteAsync("""
            INSERT INTO round_decisions (item_id, account_id, answer, swapped, comment, decided_at) VALUES (@Id, @accountId, @answer, @SwappedFirst, @comment, @now)
            ON CONFLICT (item_id) DO UPDATE
              SET account_id = excluded.account_id, answer = excluded.answer, swapped = excluded.swapped, comment = excluded.comment, decided_at = excluded.decided_at
            """, new { item.Id, accountId, answer, item.SwappedFirst, comment, now = clock.GetUtcNow() }), cancellationToken);

    /// <summary>From now on the annotators' answers count again.</summary>
    public Task WithdrawAsync(ItemRow item, CancellationToken cancellationToken = default) =>
        database.WriteAsync(t => t.ExecuteAsync("DELETE FROM round_decisions WHERE item_id = @Id", new { item.Id }), cancellationToken);
}
