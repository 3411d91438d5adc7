using Attune.Web.Storage;

namespace Attune.Web.Departures;

/// <summary>What somebody said in rounds of annotation, when their account goes. In the transaction in which it does, after it was closed.</summary>
internal static class AnswersOfSomebody
{
    /// <summary>Items in one statement.</summary>
    private const int AtOnce = 500;

    /// <summary>Leaves what they said, under their pseudonyms, and gives free what they held.</summary>
    public static Task KeepAsync(Transaction t, string accountId) =>
        t.ExecuteAsync("DELETE FROM round_tasks WHERE account_id = @accountId AND answered_at IS NULL", new { accountId });

    /// <summary>Takes all they said out of their rounds, so that others are asked instead, and notes the rounds whose answers were written elsewhere.</summary>
    public static async Task TakeAsync(Transaction t, string accountId, DateTimeOffset now)
    {
        // What is deleted says what must be counted down: an answer that comes in at the same moment is counted, or refused, but never both.
        var gone = await t.QueryAsync<Answered>("DELETE FROM round_tasks WHERE account_id = @accountId RETURNING item_id, round_id, answered_at", new { accountId });
        foreach (var items in gone.Where(g => g.AnsweredAt is not null).Select(g => g.ItemId).Chunk(AtOnce))
            await t.ExecuteAsync("UPDATE round_items SET answers = answers - 1 WHERE id IN @items", new { items });
        foreach (var round in gone.Where(g => g.AnsweredAt is not null).Select(g => g.RoundId).Distinct())
            await t.ExecuteAsync(
                "INSERT INTO rounds_to_rewrite (round_id, since) SELECT r.id, @since FROM rounds r WHERE r.id = @round AND r.written_at IS NOT NULL ON CONFLICT DO NOTHING",
                new { round, since = UtcText.Of(now) });
        await t.ExecuteAsync("DELETE FROM round_annotators WHERE account_id = @accountId", new { accountId });
    }

    private sealed record Answered
    {
        public required string ItemId { get; init; }

        public required string RoundId { get; init; }

        public DateTimeOffset? AnsweredAt { get; init; }
    }
}
