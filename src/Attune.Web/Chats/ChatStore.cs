using Attune.Web.Storage;

namespace Attune.Web.Chats;

/// <summary>Chats and what was said in them. Every call names whose they are: what is not theirs is not there. Thread-safe.</summary>
internal sealed class ChatStore(Database database, TimeProvider clock)
{
    private const string Columns = "id, chat_id, number, said, reply, state, fault, tokens, sent_at, replied_at";

    private const string Busy = "The answer to your last message is still being written. Wait for it, or stop it.";

    /// <summary>All chats of a participation, the latest first.</summary>
    public Task<IReadOnlyList<Chat>> ListAsync(string participationId, CancellationToken cancellationToken = default) => database.ReadAsync(t => t.QueryAsync<Chat>("""
        SELECT c.id, c.title, c.created_at, c.changed_at, (SELECT COUNT(*) FROM chat_turns u WHERE u.chat_id = c.id) AS messages
        FROM chats c WHERE c.participation_id = @participationId ORDER BY c.changed_at DESC, c.id DESC
        """, new { participationId }), cancellationToken);

    public Task<Chat?> FindAsync(string participationId, string id, CancellationToken cancellationToken = default) => database.ReadAsync(t => t.FirstAsync<Chat>(
        "SELECT id, title, created_at, changed_at FROM chats WHERE id = @id AND participation_id = @participationId", new { participationId, id }), cancellationToken);

    public Task<IReadOnlyList<ChatTurn>> TurnsAsync(string participationId, string chatId, CancellationToken cancellationToken = default) => database.ReadAsync(t => t.QueryAsync<ChatTurn>(
        $"SELECT {Columns} FROM chat_turns WHERE chat_id = @chatId AND participation_id = @participationId ORDER BY number", new { participationId, chatId }), cancellationToken);

    /// <summary>Everything that was said in all chats of a participation.</summary>
    public Task<IReadOnlyList<ChatTurn>> AllTurnsAsync(string participationId, CancellationToken cancellationToken = default) => database.ReadAsync(t => t.QueryAsync<ChatTurn>(
        $"SELECT {Columns} FROM chat_turns WHERE participation_id = @participationId ORDER BY chat_id, number", new { participationId }), cancellationToken);

    /// <summary>
    /// Stores a message and sets aside what its answer may take; or says why not. The same form with the same words is taken once, however
    /// often it is posted. Nobody's quota is exceeded, however many post at once.
    /// </summary>
    /// <param name="part">Whose it is.</param>
    /// <param name="chatId">Null begins a chat.</param>
    /// <param name="said">As it is to be stored.</param>
    /// <param name="form">Names the form that it was posted from.</param>
    /// <param name="tokens">What the answer may take.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task<(ChatTurn? Turn, Sending Sending)> SendAsync(OwnPart part, string? chatId, string said, string form, long tokens, CancellationToken cancellationToken = default) =>
        database.WriteAsync<(ChatTurn?, Sending)>(async t =>
        {
            var (id, now) = (part.Participation.Id, clock.GetUtcNow());
            // The row is held until the end: what one person does happens one after the other.
            if (await t.ExecuteAsync("UPDATE participations SET tokens_used = tokens_used WHERE id = @id AND withdrawn_at IS NULL", new { id }) == 0) return (null, new(null, "You do not take part any more."));
            if (await t.FirstAsync<ChatTurn>($"SELECT {Columns} FROM chat_turns WHERE participation_id = @id AND form = @form", new { id, form }) is { } known)
            {
                if (known.Said == said) return (null, new(known.ChatId));
                form = Id.New();
            }

            if (chatId is not null && await t.NumberAsync("SELECT COUNT(*) FROM chats WHERE id = @chatId AND participation_id = @id", new { chatId, id }) == 0) return (null, new(null, "This chat was deleted."));
            if (await t.NumberAsync("SELECT COUNT(*) FROM chat_turns WHERE participation_id = @id AND state = 'waiting'", new { id }) > 0) return (null, new(null, Busy));
            if (!await TakeAsync(t, part, tokens, message: true, now)) return (null, new(null, await RefusalAsync(t, part, tokens)));

            if (chatId is null)
            {
                chatId = Id.New();
                await t.ExecuteAsync("INSERT INTO chats (id, participation_id, title, created_at, changed_at) VALUES (@chatId, @id, @title, @now, @now)", new { chatId, id, title = TitleOf(said), now });
            }
            else await t.ExecuteAsync("UPDATE chats SET changed_at = @now WHERE id = @chatId", new { chatId, now });

            var number = await t.NumberAsync("SELECT COALESCE(MAX(number), 0) + 1 FROM chat_turns WHERE chat_id = @chatId", new { chatId });
            var turn = new ChatTurn { Id = Id.New(), ChatId = chatId, Number = number, Said = said, Reply = "", State = ChatTurn.Waiting, Tokens = tokens, SentAt = now };
            await t.ExecuteAsync("""
                INSERT INTO chat_turns (id, chat_id, participation_id, number, said, reply, state, tokens, form, sent_at)
                VALUES (@Id, @ChatId, @whose, @Number, @Said, '', 'waiting', @Tokens, @form, @SentAt)
                """, new { turn.Id, turn.ChatId, whose = id, turn.Number, turn.Said, turn.Tokens, form, turn.SentAt });
            return (turn, new(chatId));
        }, cancellationToken);

    /// <summary>Sets aside what another attempt at a failed answer may take; or says why not.</summary>
    public Task<(ChatTurn? Turn, Sending Sending)> AgainAsync(OwnPart part, string chatId, long tokens, CancellationToken cancellationToken = default) => database.WriteAsync<(ChatTurn?, Sending)>(async t =>
    {
        var id = part.Participation.Id;
        if (await t.FirstAsync<ChatTurn>($"SELECT {Columns} FROM chat_turns WHERE chat_id = @chatId AND participation_id = @id ORDER BY number DESC LIMIT 1", new { chatId, id }) is not { State: ChatTurn.Failed } turn)
            return (null, new(chatId));
        if (!await TakeAsync(t, part, tokens, message: false, clock.GetUtcNow())) return (null, new(null, await RefusalAsync(t, part, tokens)));
        // Of two who ask at once, one does it.
        if (await t.ExecuteAsync("UPDATE chat_turns SET state = 'waiting', fault = NULL, tokens = @tokens WHERE id = @Id AND state = 'failed'", new { tokens, turn.Id }) == 1)
            return (turn with { State = ChatTurn.Waiting, Tokens = tokens }, new(chatId));
        await ReturnAsync(t, id, tokens);
        return (null, new(chatId));
    }, cancellationToken);

    /// <summary>The answer is there, or is not to be had. Nothing happens where the message was deleted meanwhile.</summary>
    public Task EndAsync(ChatTurn turn, string state, string reply, string? fault, long tokens, CancellationToken cancellationToken = default) => database.WriteAsync(async t =>
    {
        var now = clock.GetUtcNow();
        await t.ExecuteAsync("UPDATE participations SET tokens_used = tokens_used + @more WHERE id = (SELECT u.participation_id FROM chat_turns u WHERE u.id = @Id AND u.state = 'waiting')", new { turn.Id, more = tokens - turn.Tokens });
        await t.ExecuteAsync("UPDATE chat_turns SET state = @state, reply = @reply, fault = @fault, tokens = @tokens, replied_at = @now WHERE id = @Id AND state = 'waiting'", new { turn.Id, state, reply, fault, tokens, now });
    }, cancellationToken);

    /// <summary>After the console was ended, nobody writes the answers that were being written.</summary>
    public Task InterruptAsync(CancellationToken cancellationToken = default) => database.WriteAsync(async t =>
    {
        await t.ExecuteAsync("""
            UPDATE participations SET tokens_used = tokens_used - (SELECT CAST(SUM(u.tokens) AS BIGINT) FROM chat_turns u WHERE u.participation_id = participations.id AND u.state = 'waiting')
            WHERE id IN (SELECT u.participation_id FROM chat_turns u WHERE u.state = 'waiting')
            """);
        await t.ExecuteAsync("UPDATE chat_turns SET state = 'failed', tokens = 0, fault = 'The answer was interrupted.' WHERE state = 'waiting'");
    }, cancellationToken);

    public Task RenameAsync(string participationId, string id, string title, CancellationToken cancellationToken = default) => database.WriteAsync(
        t => t.ExecuteAsync("UPDATE chats SET title = @title WHERE id = @id AND participation_id = @participationId", new { participationId, id, title }), cancellationToken);

    /// <summary>The first words, on one line.</summary>
    private static string TitleOf(string said)
    {
        var line = string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= 60) return line;
        var end = line.LastIndexOf(' ', 60) is var space and > 20 ? space : 60;
        return line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }

    private static async Task<bool> TakeAsync(Transaction t, OwnPart part, long tokens, bool message, DateTimeOffset now) => await t.ExecuteAsync("""
        UPDATE participations SET
          messages_today = CASE WHEN day = @today THEN messages_today + @one ELSE @one END, day = @today, tokens_used = tokens_used + @tokens
        WHERE id = @Id AND (@one = 0 OR day <> @today OR messages_today < @MessagesADay) AND tokens_used + @tokens <= @TokensEach
        """, new { part.Participation.Id, today = Today(now), tokens, one = message ? 1L : 0L, part.Collection.MessagesADay, part.Collection.TokensEach }) == 1;

    private static Task ReturnAsync(Transaction t, string id, long tokens) => t.ExecuteAsync("UPDATE participations SET tokens_used = tokens_used - @tokens WHERE id = @id", new { id, tokens });

    private static async Task<string> RefusalAsync(Transaction t, OwnPart part, long tokens) =>
        await t.NumberAsync("SELECT COUNT(*) FROM participations WHERE id = @Id AND tokens_used + @tokens > @TokensEach", new { part.Participation.Id, tokens, part.Collection.TokensEach }) > 0
            ? "What is left of your quota does not suffice for another message here. A new chat takes less than a long one; thank you for all you have written."
            : "You have sent all the messages of today. Come back tomorrow: days begin at midnight, UTC.";

    internal static string Today(DateTimeOffset now) => now.UtcDateTime.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
