using Attune.Web.Storage;

namespace Attune.Web.Annotation;

/// <summary>Rounds, as their owner sees them. Thread-safe.</summary>
internal sealed class RoundStore(Database database, TimeProvider clock)
{
    private const string Own = "r.id, r.name, r.kind, r.source, r.instructions, r.overlap, r.opinions, r.created_at, r.closed_at, r.written_at";

    private const string Columns = $"""
        {Own},
        (SELECT COUNT(*) FROM round_items i WHERE i.round_id = r.id) AS items,
        (SELECT COALESCE(SUM(i.answers), 0) FROM round_items i WHERE i.round_id = r.id) AS answers
        """;

    /// <summary>Makes a round; its annotators can begin at once.</summary>
    /// <returns>Its id.</returns>
    public Task<string> CreateAsync(NewRound wanted, CancellationToken cancellationToken = default) => database.WriteAsync(async t =>
    {
        var id = Id.New();
        await t.ExecuteAsync(
            "INSERT INTO rounds (id, name, kind, source, instructions, overlap, opinions, created_at) VALUES (@id, @Name, @Kind, @Source, @Instructions, @Overlap, @opinions, @now)",
            new { id, wanted.Name, wanted.Kind, wanted.Source, wanted.Instructions, wanted.Overlap, opinions = wanted.ShowsOpinions ? "on-request" : "none", now = clock.GetUtcNow() });
        // Numbers that tell nobody's place in a list of names.
        foreach (var (number, account) in new KeyedRandom(0, "annotators", id).Shuffle(wanted.Annotators.Distinct()).Index())
            await t.ExecuteAsync(
                "INSERT INTO round_annotators (round_id, account_id, pseudonym) VALUES (@id, @account, @pseudonym)",
                new { id, account, pseudonym = FormattableString.Invariant($"annotator-{number + 1}") });
        foreach (var (place, item) in wanted.Items.Index())
            await t.ExecuteAsync(
                "INSERT INTO round_items (id, round_id, place, body, swapped_first, model_says) VALUES (@item, @id, @place, @Body, @swapped, @ModelSays)",
                new { item = Id.New(), id, place = (long)place, item.Body, swapped = item.SwappedFirst ? 1L : 0L, item.ModelSays });
        return id;
    }, cancellationToken);

    /// <summary>All rounds, the newest first.</summary>
    public Task<IReadOnlyList<Round>> ListAsync(CancellationToken cancellationToken = default) =>
        database.ReadAsync(t => t.QueryAsync<Round>($"SELECT {Columns} FROM rounds r ORDER BY r.created_at DESC, r.id DESC"), cancellationToken);

    /// <summary>Those in which somebody takes part, the newest first.</summary>
    public Task<IReadOnlyList<Round>> ListForAsync(string accountId, CancellationToken cancellationToken = default) => database.ReadAsync(
        t => t.QueryAsync<Round>(
            $"SELECT {Columns} FROM rounds r JOIN round_annotators a ON a.round_id = r.id WHERE a.account_id = @accountId ORDER BY r.created_at DESC, r.id DESC", new { accountId }),
        cancellationToken);

    /// <summary>Null where there is none.</summary>
    public Task<Round?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        database.ReadAsync(t => t.FirstAsync<Round>($"SELECT {Columns} FROM rounds r WHERE r.id = @id", new { id }), cancellationToken);

    /// <summary>Without its counts. Null where there is none, or they take no part in it.</summary>
    public Task<Round?> FindForAsync(string id, string accountId, CancellationToken cancellationToken = default) => database.FirstAsync<Round>(
        $"SELECT {Own} FROM rounds r JOIN round_annotators a ON a.round_id = r.id WHERE r.id = @id AND a.account_id = @accountId", new { id, accountId }, cancellationToken);

    /// <summary>From now on nobody can answer; tasks that are held are kept for when it is opened again.</summary>
    public Task CloseAsync(string id, CancellationToken cancellationToken = default) =>
        database.WriteAsync(t => t.ExecuteAsync("UPDATE rounds SET closed_at = @now WHERE id = @id AND closed_at IS NULL", new { id, now = clock.GetUtcNow() }), cancellationToken);

    public Task OpenAsync(string id, CancellationToken cancellationToken = default) =>
        database.WriteAsync(t => t.ExecuteAsync("UPDATE rounds SET closed_at = NULL WHERE id = @id", new { id }), cancellationToken);

    /// <summary>The answers as they stood then are in the run.</summary>
    public Task WrittenAsync(string id, DateTimeOffset then, CancellationToken cancellationToken = default) =>
        database.WriteAsync(t => t.ExecuteAsync("UPDATE rounds SET written_at = @then WHERE id = @id", new { id, then }), cancellationToken);

    /// <summary>Every answer of a round, item by item.</summary>
    public Task<IReadOnlyList<AnswerRow>> AnswersAsync(string id, CancellationToken cancellationToken = default) => database.ReadAsync(
        t => t.QueryAsync<AnswerRow>("""
            SELECT i.id AS item_id, i.place, i.model_says, a.pseudonym, t.answer, t.swapped, t.comment, t.active_ms, t.dealt_at, t.answered_at, t.opinion_at
            FROM round_tasks t JOIN round_items i ON i.id = t.item_id JOIN round_annotators a ON a.round_id = t.round_id AND a.account_id = t.account_id
            WHERE t.round_id = @id AND t.answered_at IS NOT NULL ORDER BY i.place, a.pseudonym
            """, new { id }), cancellationToken);

    /// <summary>What items show, by their id.</summary>
    public async Task<IReadOnlyDictionary<string, string>> BodiesAsync(string id, CancellationToken cancellationToken = default) =>
        (await database.ReadAsync(t => t.QueryAsync<BodyRow>("SELECT id, body FROM round_items WHERE round_id = @id", new { id }), cancellationToken)).ToDictionary(b => b.Id, b => b.Body);

    /// <summary>Who takes part, by pseudonym, with what they have done.</summary>
    public Task<IReadOnlyList<AnnotatorRow>> AnnotatorsAsync(string id, CancellationToken cancellationToken = default) => database.ReadAsync(
        t => t.QueryAsync<AnnotatorRow>("""
            SELECT a.pseudonym, c.name,
              (SELECT COUNT(*) FROM round_tasks t WHERE t.round_id = a.round_id AND t.account_id = a.account_id AND t.answered_at IS NULL AND t.skipped_at IS NOT NULL) AS skipped,
              (SELECT MAX(t.answered_at) FROM round_tasks t WHERE t.round_id = a.round_id AND t.account_id = a.account_id) AS last_at
            FROM round_annotators a JOIN accounts c ON c.id = a.account_id WHERE a.round_id = @id ORDER BY a.pseudonym
            """, new { id }), cancellationToken);

    private sealed record BodyRow
    {
        public required string Id { get; init; }

        public required string Body { get; init; }
    }
}
