using System.Text;
using Attune.Web.Storage;

namespace Attune.Web.Tests.Storage;

/// <summary>A backup of one server goes into another.</summary>
public abstract class BackupContract : IDisposable
{
    private static readonly Migration Things = new(9001, "things", """
        CREATE TABLE things (number SEQUENCE, id TEXT NOT NULL UNIQUE, above TEXT REFERENCES things (id) DEFERRABLE INITIALLY DEFERRED, text TEXT, size BIGINT, weight DOUBLE PRECISION, content BYTEA);
        CREATE TABLE parts (id TEXT PRIMARY KEY, thing_id TEXT NOT NULL REFERENCES things (id))
        """);

    private static readonly Migration Colours = new(9002, "colours", "ALTER TABLE things ADD COLUMN colour TEXT; UPDATE things SET colour = 'blue'");

    private readonly string _folder = Directory.CreateTempSubdirectory("attune-backup-").FullName;

    [StorageFact]
    public async Task Everything_comes_back_as_it_was()
    {
        await using var source = await FilledAsync();
        var text = await BackUpAsync(source);
        await using var target = await NewAsync(NewTargetAsync, Things);

        var rows = await new Restoration(target, "backup.jsonl").ReadAsync(new StringReader(text));

        (rows["things"], rows["parts"], rows["accounts"]).ShouldBe((3, 1, 1));
        (await BackUpAsync(target)).ShouldBe(text);
        await target.WriteAsync(t => t.ExecuteAsync("INSERT INTO things (id) VALUES ('next')"));
        (await target.ReadAsync(t => t.NumberAsync("SELECT number FROM things WHERE id = 'next'"))).ShouldBe(4);
    }

    [StorageFact]
    public async Task An_older_backup_comes_up_to_date_with_its_rows()
    {
        await using var source = await FilledAsync();
        var text = await BackUpAsync(source);
        await using var target = await NewAsync(NewTargetAsync, Things, Colours);

        await new Restoration(target, "backup.jsonl").ReadAsync(new StringReader(text));

        (await target.ReadAsync(t => t.QueryAsync<string>("SELECT DISTINCT colour FROM things"))).ShouldBe(["blue"]);
    }

    [StorageFact]
    public async Task A_database_that_holds_something_is_left_alone()
    {
        await using var source = await FilledAsync();
        var before = await BackUpAsync(source);

        (await Should.ThrowAsync<BadInputException>(() => new Restoration(source, "backup.jsonl").ReadAsync(new StringReader(before)))).Message.ShouldContain("holds something");
        (await BackUpAsync(source)).ShouldBe(before);
    }

    [StorageFact]
    public async Task A_damaged_backup_is_named_with_its_line_and_leaves_nothing()
    {
        await using var source = await FilledAsync();
        var lines = (await BackUpAsync(source)).TrimEnd('\n').Split('\n');
        var row = Array.FindIndex(lines, l => l.Contains("\"table\":\"things\"", StringComparison.Ordinal)) + 1;
        foreach (var bad in (string[])["{", "[1]", "{\"table\":\"no such table\",\"columns\":[]}", "{\"table\":\"things\",\"columns\":[\"id); DROP TABLE things; --\"]}", "[{},{},{},{},{},{},{}]", "7"])
        {
            await using var target = await NewAsync(NewTargetAsync, Things);
            var damaged = string.Join('\n', lines.Select((l, i) => i == row ? bad : l));

            var fault = await Should.ThrowAsync<BadInputException>(() => new Restoration(target, "backup.jsonl").ReadAsync(new StringReader(damaged)));

            fault.Message.ShouldContain($"backup.jsonl:{row + 1}");
            await new Restoration(target, "backup.jsonl").ReadAsync(new StringReader(string.Join('\n', lines)));
        }
    }

    [StorageFact]
    public async Task What_is_no_backup_or_a_newer_one_is_refused()
    {
        await using var target = await NewAsync(NewTargetAsync);
        foreach (var head in (string[])["", "hello", "[]", "{}", "{\"format\":\"attune-console/2\",\"migrations\":[]}"])
            (await Should.ThrowAsync<BadInputException>(() => new Restoration(target, "b").ReadAsync(new StringReader(head)))).Message.ShouldContain("no backup");
        (await Should.ThrowAsync<BadInputException>(() => new Restoration(target, "b").ReadAsync(new StringReader("{\"format\":\"attune-console/1\",\"migrations\":[1,9999]}")))).Message.ShouldContain("newer Attune");
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => Directory.Delete(_folder, recursive: true);

    protected abstract Task<string> NewSourceAsync();

    protected abstract Task<string> NewTargetAsync();

    protected string NewFile() => Path.Combine(_folder, Guid.NewGuid().ToString("n"), "console.db");

    private static async Task<string> BackUpAsync(Database database)
    {
        var stream = new MemoryStream();
        await Backup.WriteAsync(database, stream, new ModelServer.ManualClock());
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static async Task<Database> NewAsync(Func<Task<string>> connection, params Migration[] more)
    {
        var database = Database.Of(await connection());
        database.Known = [.. Migrations.Known, .. more];
        return database;
    }

    private async Task<Database> FilledAsync()
    {
        var database = await NewAsync(NewSourceAsync, Things);
        await database.OpenAsync();
        await database.WriteAsync(async t =>
        {
            await t.ExecuteAsync("INSERT INTO accounts (id, name, name_key, role, created_at) VALUES ('a', 'Ä 🎈', 'ä', 'owner', '2026-01-01T00:00:00.000Z')");
            const string Insert = "INSERT INTO things (id, above, text, size, weight, content) VALUES (@id, @above, @text, @size, @weight, @content)";
            await t.ExecuteAsync(Insert, new { id = "leaf", above = "root", text = "line\none \u2028 \" \\ 'x'", size = (long?)long.MinValue, weight = (double?)0.1, content = new byte[] { 0, 255 } });
            await t.ExecuteAsync(Insert, new { id = "root", above = (string?)null, text = "", size = (long?)0, weight = (double?)3, content = Array.Empty<byte>() });
            await t.ExecuteAsync(Insert, new { id = "null", above = (string?)null, text = (string?)null, size = (long?)null, weight = (double?)-1e300, content = (byte[]?)null });
            await t.ExecuteAsync("INSERT INTO parts (id, thing_id) VALUES ('p', 'root')");
        });
        return database;
    }
}

public sealed class SqliteBackupTests : BackupContract
{
    protected override Task<string> NewSourceAsync() => Task.FromResult(NewFile());

    protected override Task<string> NewTargetAsync() => Task.FromResult(NewFile());
}

[NeedsPostgres]
public sealed class PostgresBackupTests : BackupContract
{
    protected override Task<string> NewSourceAsync() => PostgresServer.NewDatabaseAsync();

    protected override Task<string> NewTargetAsync() => PostgresServer.NewDatabaseAsync();
}

[NeedsPostgres]
public sealed class SqliteToPostgresBackupTests : BackupContract
{
    protected override Task<string> NewSourceAsync() => Task.FromResult(NewFile());

    protected override Task<string> NewTargetAsync() => PostgresServer.NewDatabaseAsync();
}

[NeedsPostgres]
public sealed class PostgresToSqliteBackupTests : BackupContract
{
    protected override Task<string> NewSourceAsync() => PostgresServer.NewDatabaseAsync();

    protected override Task<string> NewTargetAsync() => Task.FromResult(NewFile());
}
