using Attune.Web.Storage;

namespace Attune.Web.Annotation;

/// <summary>
/// Deals items to annotators and takes their answers. No item gets more answers than the round's overlap, nobody sees one twice, and an
/// answer that was acknowledged is stored once, however often its form was sent. Thread-safe; several consoles may share a database.
/// </summary>
internal sealed class Dealer(Database database, TimeProvider clock)
{
    /// <summary>For so long an item is nobody else's.</summary>
    public static readonly TimeSpan Hold = TimeSpan.FromMinutes(30);

    /// <summary>Answers that can be taken back before another is given.</summary>
    public const int MostUndone = 5;

    private const string Columns = """
        SELECT t.id, t.round_id, t.item_id, t.account_id, t.swapped, t.token, t.dealt_at, t.held_until, t.answer, t.answered_at, t.skipped_at, t.opinion_at, t.comment, t.active_ms,
          i.body, r.kind, r.overlap, r.closed_at
        FROM round_tasks t JOIN round_items i ON i.id = t.item_id JOIN rounds r ON r.id = t.round_id
        """;

    private const string Own = $"{Columns} WHERE t.id = @id AND t.account_id = @accountId";

    /// <summary>Others who hold a place of an item beside those who have answered.</summary>
    private const string HeldByOthers =
        "(SELECT COUNT(*) FROM round_tasks h WHERE h.item_id = i.id AND h.account_id <> @accountId AND h.answered_at IS NULL AND h.skipped_at IS NULL AND h.held_until > @now)";

    /// <summary>The task that somebody is to do next: one that they hold, else a new one, items that others have begun first. Null where there is none for them, or the round is closed or not theirs.</summary>
    public async Task<string?> NextAsync(string roundId, string accountId, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // Who holds nothing is the rule, and costs one statement.
            if (await DealAsync(roundId, accountId, cancellationToken) is { } dealt) return dealt;
            var (held, lost) = await database.WriteAsync(t => HeldAsync(t, roundId, accountId), cancellationToken);
            if (held is not null || !lost) return held;
        }
    }

    /// <summary>Null where there is none, or it is not theirs.</summary>
    public Task<RoundTask?> FindAsync(string id, string accountId, CancellationToken cancellationToken = default) =>
        database.FirstAsync<RoundTask>(Own, new { id, accountId }, cancellationToken);

    /// <summary>Takes an answer.</summary>
    public async Task<Taken> AnswerAsync(string id, string accountId, string answer, Said said, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.WriteAsync(t => AnswerAsync(t, id, accountId, answer, said), cancellationToken);
        }
        catch (TooManyException)
        {
            return Taken.PassedOn;
        }
    }

    /// <summary>Leaves a task to others.</summary>
    public Task<Taken> SkipAsync(string id, string accountId, Said said, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, accountId, said, "skipped_at = @now", cancellationToken);

    /// <summary>Shows a model's opinion from now on, and remembers that it was asked for.</summary>
    public Task<Taken> AskOpinionAsync(string id, string accountId, Said said, CancellationToken cancellationToken = default) =>
        ChangeAsync(id, accountId, said, "opinion_at = COALESCE(opinion_at, @now)", cancellationToken);

    /// <summary>Takes the last answer back; its task is theirs again.</summary>
    /// <returns>The task; null where there is none, <see cref="MostUndone"/> are taken back already, or the round is closed or not theirs.</returns>
    public Task<string?> UndoAsync(string roundId, string accountId, CancellationToken cancellationToken = default) => database.WriteAsync(async t =>
    {
        await t.AloneAsync($"round {roundId}");
        var now = clock.GetUtcNow();
        var open = await t.NumberAsync("SELECT COUNT(*) FROM round_tasks WHERE round_id = @roundId AND account_id = @accountId AND answered_at IS NULL AND skipped_at IS NULL", new { roundId, accountId });
        var last = open > MostUndone ? null : await t.FirstAsync<RoundTask>(
            $"{Columns} WHERE t.round_id = @roundId AND t.account_id = @accountId AND t.answered_at IS NOT NULL AND r.closed_at IS NULL ORDER BY t.answered_at DESC, i.place DESC", new { roundId, accountId });
        if (last is null) return null;
        await t.ExecuteAsync(
            "UPDATE round_tasks SET answer = NULL, answered_at = NULL, token = @token, dealt_at = @now, held_until = @heldUntil WHERE id = @Id",
            new { last.Id, token = Id.New(), now, heldUntil = now + Hold });
        await t.ExecuteAsync("UPDATE round_items SET answers = answers - 1 WHERE id = @ItemId", new { last.ItemId });
        return last.Id;
    }, cancellationToken);

    /// <summary>What somebody left to others comes back to them, as far as others have not done it.</summary>
    public Task UnskipAsync(string roundId, string accountId, CancellationToken cancellationToken = default) => database.WriteAsync(t => t.ExecuteAsync(
        "DELETE FROM round_tasks WHERE round_id = @roundId AND account_id = @accountId AND answered_at IS NULL AND skipped_at IS NOT NULL", new { roundId, accountId }), cancellationToken);

    /// <summary>What somebody has done in a round.</summary>
    public async Task<OwnProgress> ProgressAsync(string roundId, string accountId, CancellationToken cancellationToken = default) => (await database.FirstAsync<OwnProgress>("""
        SELECT
          (SELECT COUNT(*) FROM round_tasks t WHERE t.account_id = @accountId AND t.round_id = @roundId AND t.answered_at IS NOT NULL) AS answered,
          (SELECT COUNT(*) FROM round_tasks t WHERE t.account_id = @accountId AND t.round_id = @roundId AND t.answered_at IS NULL AND t.skipped_at IS NOT NULL) AS skipped,
          (SELECT COUNT(*) FROM round_items i WHERE i.round_id = @roundId AND i.answers < r.overlap)
            - (SELECT COUNT(*) FROM round_items i JOIN round_tasks t ON t.item_id = i.id
               WHERE i.round_id = @roundId AND i.answers > 0 AND i.answers < r.overlap AND t.account_id = @accountId AND t.answered_at IS NOT NULL)
            - (SELECT COUNT(*) FROM round_tasks t JOIN round_items i ON i.id = t.item_id
               WHERE t.account_id = @accountId AND t.round_id = @roundId AND t.answered_at IS NULL AND t.skipped_at IS NOT NULL AND i.answers < r.overlap) AS open
        FROM rounds r WHERE r.id = @roundId
        """, new { roundId, accountId }, cancellationToken))!;

    private static Task<RoundTask?> FindAsync(Transaction t, string id, string accountId) => t.FirstAsync<RoundTask>(Own, new { id, accountId });

    /// <summary>
    /// A new task, for who holds none. Who gets which item hangs on who holds which, so that a round deals to one after the other. In the
    /// order of an index: the first item that will do is found without looking at the others.
    /// </summary>
    private Task<string?> DealAsync(string roundId, string accountId, CancellationToken cancellationToken)
    {
        const string Overlap =
            "(SELECT r.overlap FROM rounds r JOIN round_annotators a ON a.round_id = r.id WHERE r.id = @roundId AND a.account_id = @accountId AND r.closed_at IS NULL)";
        var now = clock.GetUtcNow();
        return database.FirstAloneAsync<string>($"round {roundId}", $"""
            INSERT INTO round_tasks (id, round_id, item_id, account_id, swapped, token, dealt_at, held_until)
            SELECT @id, i.round_id, i.id, @accountId, (i.swapped_first + (SELECT COUNT(*) FROM round_tasks s WHERE s.item_id = i.id)) % 2, @token, @now, @heldUntil
            FROM round_items i
            WHERE i.round_id = @roundId AND i.answers < {Overlap}
              AND NOT EXISTS (SELECT 1 FROM round_tasks o WHERE o.account_id = @accountId AND o.round_id = @roundId AND o.answered_at IS NULL AND o.skipped_at IS NULL)
              AND NOT EXISTS (SELECT 1 FROM round_tasks m WHERE m.item_id = i.id AND m.account_id = @accountId)
              AND i.answers + {HeldByOthers} < {Overlap}
            ORDER BY i.answers DESC, i.place LIMIT 1
            RETURNING id
            """, new { id = Id.New(), roundId, accountId, token = Id.New(), now, heldUntil = now + Hold }, cancellationToken);
    }

    /// <summary>What somebody holds is theirs for longer; what they held for so long that others took its place is no longer theirs.</summary>
    private async Task<(string? Held, bool Lost)> HeldAsync(Transaction t, string roundId, string accountId)
    {
        await t.AloneAsync($"round {roundId}");
        var (now, lost) = (clock.GetUtcNow(), false);
        var held = await t.QueryAsync<RoundTask>($"""
            {Columns} JOIN round_annotators a ON a.round_id = r.id AND a.account_id = t.account_id
            WHERE t.round_id = @roundId AND t.account_id = @accountId AND t.answered_at IS NULL AND t.skipped_at IS NULL AND r.closed_at IS NULL ORDER BY i.place
            """, new { roundId, accountId });
        foreach (var task in held)
        {
            const string Still = "WHERE id = @Id AND answered_at IS NULL AND skipped_at IS NULL";
            if ((task.HeldUntil > now || !await IsTakenAsync(t, task, now))
                && await t.ExecuteAsync($"UPDATE round_tasks SET held_until = @heldUntil {Still}", new { task.Id, heldUntil = now + Hold }) == 1) return (task.Id, lost);
            await t.ExecuteAsync($"DELETE FROM round_tasks {Still}", new { task.Id });
            lost = true;
        }

        return (null, lost);
    }

    private async Task<Taken> AnswerAsync(Transaction t, string id, string accountId, string answer, Said said)
    {
        var now = clock.GetUtcNow();
        if (await FindAsync(t, id, accountId) is not { } task) return Taken.Unknown;
        if (task.Token != said.Token) return Taken.OutOfDate;
        if (task.AnsweredAt is not null) return Taken.Stored; // the same form once more
        if (task.ClosedAt is not null) return Taken.Closed;
        if (task.SkippedAt is not null) return Taken.OutOfDate;
        if (task.HeldUntil <= now && await IsTakenAsync(t, task, now)) return Taken.PassedOn;
        var stored = await t.ExecuteAsync("""
            UPDATE round_tasks SET answer = @answer, answered_at = @now, comment = @Comment, active_ms = @active
            WHERE id = @id AND token = @Token AND answered_at IS NULL AND skipped_at IS NULL
            """, new { id, answer, now, said.Comment, said.Token, active = Active(task, said, now) });
        if (stored == 0) return (await FindAsync(t, id, accountId))?.AnsweredAt is null ? Taken.OutOfDate : Taken.Stored; // sent twice at once
        return await t.ExecuteAsync("UPDATE round_items SET answers = answers + 1 WHERE id = @ItemId AND answers < @Overlap", new { task.ItemId, task.Overlap }) == 1
            ? Taken.Stored
            : throw new TooManyException();
    }

    private Task<Taken> ChangeAsync(string id, string accountId, Said said, string change, CancellationToken cancellationToken) => database.WriteAsync(async t =>
    {
        if (await FindAsync(t, id, accountId) is not { } task) return Taken.Unknown;
        if (task.ClosedAt is not null) return Taken.Closed;
        var now = clock.GetUtcNow();
        return await t.ExecuteAsync(
            $"UPDATE round_tasks SET {change}, comment = @Comment, active_ms = @active WHERE id = @id AND token = @Token AND answered_at IS NULL AND skipped_at IS NULL",
            new { id, now, said.Comment, said.Token, active = Active(task, said, now) }) == 1 ? Taken.Stored : Taken.OutOfDate;
    }, cancellationToken);

    private static async Task<bool> IsTakenAsync(Transaction t, RoundTask task, DateTimeOffset now) => await t.NumberAsync(
        $"SELECT i.answers + {HeldByOthers} FROM round_items i WHERE i.id = @ItemId", new { task.ItemId, accountId = task.AccountId, now }) >= task.Overlap;

    /// <summary>A browser cannot have counted more than has passed.</summary>
    private static long? Active(RoundTask task, Said said, DateTimeOffset now) =>
        said.ActiveMs is { } counted ? Math.Clamp(counted, 0, Math.Max((long)(now - task.DealtAt).TotalMilliseconds, task.ActiveMs ?? 0)) : task.ActiveMs;

    /// <summary>The item has all the answers that it may have: what was done of this one is undone.</summary>
    private sealed class TooManyException : Exception;
}
