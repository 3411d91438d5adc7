using Attune.Web.Storage;

namespace Attune.Web.Tests.Storage;

/// <summary>What both servers do alike.</summary>
public abstract class DatabaseContract : IAsyncLifetime
{
    private const string Notes = "CREATE TABLE notes (number SEQUENCE, id TEXT NOT NULL UNIQUE, text TEXT, size BIGINT, weight DOUBLE PRECISION, content BYTEA, made_at TEXT)";

    internal Database Database { get; private set; } = null!;

    protected string Connection { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Connection = await NewConnectionAsync();
        Database = Database.Of(Connection);
        await Database.OpenAsync();
        await Database.WriteAsync(t => t.ExecuteAsync(Database.Translate(Notes)));
    }

    public virtual async Task DisposeAsync() => await Database.DisposeAsync();

    [StorageFact]
    public async Task A_row_comes_back_as_it_was_written()
    {
        var note = new Note
        {
            Id = Id.New(),
            Text = "naïve “quotes” 🎈 \u2028 ' -- ;",
            Size = long.MaxValue,
            Weight = 0.1,
            Content = [0, 255, 1],
            MadeAt = new(2026, 3, 29, 2, 30, 0, 123, TimeSpan.FromHours(2)),
        };
        await AddAsync(note);

        var read = await FirstAsync(note.Id);
        (read.Text, read.Size, read.Weight, read.MadeAt).ShouldBe((note.Text, note.Size, note.Weight, note.MadeAt));
        read.Content.ShouldBe(note.Content);
        read.MadeAt!.Value.Offset.ShouldBe(TimeSpan.Zero);
    }

    [StorageFact]
    public async Task What_is_null_stays_null()
    {
        await AddAsync(new() { Id = "nothing" });

        var read = await FirstAsync("nothing");
        (read.Text, read.Size, read.Weight, read.Content, read.MadeAt).ShouldBe((null, null, null, null, null));
    }

    [StorageFact]
    public async Task Text_is_sorted_by_code_points()
    {
        foreach (var id in (string[])["b", "B", "a", "é", "Z", "10", "9"]) await AddAsync(new() { Id = id });

        (await Database.ReadAsync(t => t.QueryAsync<string>("SELECT id FROM notes ORDER BY id"))).ShouldBe(["10", "9", "B", "Z", "a", "b", "é"]);
    }

    [StorageFact]
    public async Task Times_are_compared_as_times()
    {
        var noon = new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        await AddAsync(new() { Id = "before", MadeAt = noon.AddMilliseconds(-1) });
        await AddAsync(new() { Id = "after", MadeAt = noon.AddDays(300) });

        (await Database.ReadAsync(t => t.QueryAsync<string>("SELECT id FROM notes WHERE made_at < @noon", new { noon = noon.ToOffset(TimeSpan.FromHours(-9)) }))).ShouldBe(["before"]);
    }

    [StorageFact]
    public async Task A_list_of_values_can_be_asked_for()
    {
        foreach (var id in (string[])["a", "b", "c"]) await AddAsync(new() { Id = id });

        (await Database.ReadAsync(t => t.QueryAsync<string>("SELECT id FROM notes WHERE id IN @ids ORDER BY id", new { ids = new[] { "a", "c", "x" } }))).ShouldBe(["a", "c"]);
        (await Database.ReadAsync(t => t.QueryAsync<string>("SELECT id FROM notes WHERE id NOT IN @ids", new { ids = new[] { "a", "c", "x" } }))).ShouldBe(["b"]);
        (await Database.ReadAsync(t => t.QueryAsync<string>("SELECT id FROM notes WHERE id IN @ids", new { ids = Array.Empty<string>() }))).ShouldBeEmpty();
    }

    [StorageFact]
    public async Task A_write_that_fails_leaves_nothing()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => Database.WriteAsync(async t =>
        {
            await t.ExecuteAsync("INSERT INTO notes (id) VALUES ('half')");
            throw new InvalidOperationException("stop");
        }));

        (await CountAsync()).ShouldBe(0);
    }

    [StorageFact]
    public async Task A_read_sees_one_snapshot()
    {
        await AddAsync(new() { Id = "first" });

        var (before, after) = await Database.ReadAsync(async t =>
        {
            var first = await t.NumberAsync("SELECT COUNT(*) FROM notes");
            await AddAsync(new() { Id = "meanwhile" });
            return (first, await t.NumberAsync("SELECT COUNT(*) FROM notes"));
        });

        (before, after).ShouldBe((1, 1));
        (await CountAsync()).ShouldBe(2);
    }

    [StorageFact]
    public async Task Of_many_who_claim_one_row_one_gets_it()
    {
        await AddAsync(new() { Id = "prize" });

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Database.WriteAsync(
            t => t.ExecuteAsync("UPDATE notes SET text = @who WHERE id = 'prize' AND text IS NULL", new { who = $"{i}" })))));

        claims.Count(c => c == 1).ShouldBe(1);
    }

    [StorageFact]
    public async Task Who_asks_to_be_alone_sees_what_the_one_before_wrote()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Database.WriteAsync(async t =>
        {
            await t.AloneAsync("count");
            var size = await t.NumberAsync("SELECT COUNT(*) FROM notes");
            await t.ExecuteAsync("INSERT INTO notes (id, size) VALUES (@id, @size)", new { id = Id.New(), size });
        }))));

        (await Database.ReadAsync(t => t.QueryAsync<long>("SELECT size FROM notes ORDER BY size"))).ShouldBe(Enumerable.Range(0, 20).Select(i => (long)i));
    }

    [StorageFact]
    public async Task A_statement_by_itself_gives_its_first_row_or_nothing()
    {
        foreach (var id in (string[])["b", "a"]) await AddAsync(new() { Id = id });

        (await Database.FirstAsync<Note>("SELECT * FROM notes WHERE id IN @ids ORDER BY id", new { ids = new[] { "a", "b" } }))!.Id.ShouldBe("a");
        (await Database.FirstAsync<string>("SELECT id FROM notes WHERE id = @id", new { id = "x" })).ShouldBeNull();
    }

    [StorageFact]
    public async Task Statements_that_are_alone_see_what_all_before_wrote_whichever_way_they_asked()
    {
        const string Count = "INSERT INTO notes (id, size) SELECT @id, COUNT(*) FROM notes RETURNING id";
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => i % 4 == 0
            ? Database.WriteAsync(async t =>
            {
                await t.AloneAsync("count");
                return await t.FirstAsync<string>(Count, new { id = $"{i}" });
            })
            : Database.FirstAloneAsync<string>("count", Count, new { id = $"{i}" }))));

        (await Database.ReadAsync(t => t.QueryAsync<long>("SELECT size FROM notes ORDER BY size"))).ShouldBe(Enumerable.Range(0, 40).Select(i => (long)i));
    }

    [StorageFact]
    public async Task A_statement_that_is_alone_gives_what_it_returns_and_leaves_nothing_where_it_fails()
    {
        const string Add = "INSERT INTO notes (id) SELECT @id WHERE @id <> 'unwanted' RETURNING id";

        (await Database.FirstAloneAsync<string>("notes", Add, new { id = "a" })).ShouldBe("a");
        (await Database.FirstAloneAsync<string>("notes", Add, new { id = "unwanted" })).ShouldBeNull();
        await Should.ThrowAsync<System.Data.Common.DbException>(() => Database.FirstAloneAsync<string>("notes", Add, new { id = "a" }));
        // The name is free again.
        (await Database.FirstAloneAsync<string>("notes", Add, new { id = "b" })).ShouldBe("b");
        (await CountAsync()).ShouldBe(2);
    }

    [StorageFact]
    public async Task Numbers_count_up_in_the_order_of_writing()
    {
        foreach (var id in (string[])["c", "a", "b"]) await AddAsync(new() { Id = id });

        (await Database.ReadAsync(t => t.QueryAsync<string>("SELECT id FROM notes ORDER BY number"))).ShouldBe(["c", "a", "b"]);
    }

    [StorageFact]
    public async Task Rows_can_be_read_as_they_come()
    {
        for (var i = 0; i < 100; i++) await AddAsync(new() { Id = $"{i:d3}" });

        var seen = await Database.ReadAsync(async t =>
        {
            var ids = new List<string>();
            await foreach (var id in t.StreamAsync<string>("SELECT id FROM notes ORDER BY id")) ids.Add(id);
            return ids;
        });

        seen.Count.ShouldBe(100);
        seen.ShouldBeInOrder();
    }

    [StorageFact]
    public async Task A_row_that_is_referred_to_takes_with_it_what_refers_to_it()
    {
        await Database.WriteAsync(async t =>
        {
            await t.ExecuteAsync("INSERT INTO accounts (id, name, name_key, role, created_at) VALUES ('a', 'A', 'a', 'owner', 'x')");
            await t.ExecuteAsync("INSERT INTO sign_ins (secret_hash, account_id, created_at, seen_at, expires_at) VALUES ('h', 'a', 'x', 'x', 'x')");
            await t.ExecuteAsync("DELETE FROM accounts");
        });

        (await Database.ReadAsync(t => t.NumberAsync("SELECT COUNT(*) FROM sign_ins"))).ShouldBe(0);
    }

    [StorageFact]
    public async Task A_reference_to_nothing_is_refused() => await Should.ThrowAsync<System.Data.Common.DbException>(() => Database.WriteAsync(
        t => t.ExecuteAsync("INSERT INTO sign_ins (secret_hash, account_id, created_at, seen_at, expires_at) VALUES ('h', 'nobody', 'x', 'x', 'x')")));

    [StorageFact]
    public async Task Opening_it_again_changes_nothing()
    {
        await AddAsync(new() { Id = "kept" });
        await using var again = Database.Of(Connection);
        await again.OpenAsync();

        (await CountAsync()).ShouldBe(1);
        (await Database.ReadAsync(Migrations.AppliedAsync)).ShouldBe(Migrations.Known.Select(m => m.Number), ignoreOrder: true);
    }

    [StorageFact]
    public async Task Many_that_open_a_new_database_at_once_make_its_tables_once()
    {
        var connection = await NewConnectionAsync();
        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            await using var database = Database.Of(connection);
            await database.OpenAsync();
        })));

        await using var opened = Database.Of(connection);
        (await opened.ReadAsync(t => t.NumberAsync("SELECT COUNT(*) FROM migrations"))).ShouldBe(Migrations.Known.Count);
    }

    [StorageFact]
    public async Task A_database_of_a_newer_Attune_is_refused()
    {
        await Database.WriteAsync(t => t.ExecuteAsync("INSERT INTO migrations (number, name, applied_at) VALUES (9999, 'of-tomorrow', 'x')"));
        await using var again = Database.Of(Connection);

        (await Should.ThrowAsync<BadInputException>(() => again.OpenAsync())).Message.ShouldContain("newer Attune");
    }

    [StorageFact]
    public async Task A_read_that_is_cancelled_ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => Database.WriteAsync(t => t.ExecuteAsync("DELETE FROM notes"), cancelled.Token));
    }

    /// <summary>Names a database that holds nothing.</summary>
    protected abstract Task<string> NewConnectionAsync();

    private Task AddAsync(Note note) => Database.WriteAsync(t => t.ExecuteAsync(
        "INSERT INTO notes (id, text, size, weight, content, made_at) VALUES (@Id, @Text, @Size, @Weight, @Content, @MadeAt)", note));

    private async Task<Note> FirstAsync(string id) => (await Database.ReadAsync(t => t.FirstAsync<Note>("SELECT * FROM notes WHERE id = @id", new { id })))!;

    private Task<long> CountAsync() => Database.ReadAsync(t => t.NumberAsync("SELECT COUNT(*) FROM notes"));

    internal sealed record Note
    {
        public long Number { get; init; }

        public required string Id { get; init; }

        public string? Text { get; init; }

        public long? Size { get; init; }

        public double? Weight { get; init; }

        public byte[]? Content { get; init; }

        public DateTimeOffset? MadeAt { get; init; }
    }
}
