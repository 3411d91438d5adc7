using Attune.Web.Storage;

namespace Attune.Web.Tests.Storage;

public sealed class SqliteDatabaseTests : DatabaseContract
{
    private readonly string _folder = Directory.CreateTempSubdirectory("attune-db-").FullName;

    [Fact]
    public async Task A_file_of_another_program_is_refused()
    {
        var path = Path.Combine(_folder, "other.db");
        await using (var other = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=false"))
        {
            other.Open();
            await using var command = other.CreateCommand();
            command.CommandText = "CREATE TABLE theirs (x)";
            command.ExecuteNonQuery();
        }

        await using var database = Database.Of(path);
        (await Should.ThrowAsync<BadInputException>(() => database.OpenAsync())).Message.ShouldContain("another program");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_refused()
    {
        var path = Path.Combine(_folder, "letter.txt");
        await File.WriteAllTextAsync(path, "Dear database, how have you been since we last wrote to each other?");

        await using var database = Database.Of(path);
        (await Should.ThrowAsync<BadInputException>(() => database.OpenAsync())).Message.ShouldContain(path);
    }

    [Fact]
    public void Only_its_owner_can_read_the_file()
    {
        if (OperatingSystem.IsWindows()) return;
        File.GetUnixFileMode(Connection).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(Path.GetDirectoryName(Connection)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task A_full_disk_is_told_as_such_and_what_was_written_before_it_is_gone()
    {
        await Database.WriteAsync(t => t.ExecuteAsync("CREATE TABLE heap (text TEXT NOT NULL)"));

        var full = await Should.ThrowAsync<Exception>(() => Database.WriteAsync(async t =>
        {
            await t.ExecuteAsync("PRAGMA max_page_count = 1");
            for (var i = 0; i < 1000; i++) await t.ExecuteAsync("INSERT INTO heap VALUES (@text)", new { text = new string('x', 10_000) });
        }));

        Database.TroubleOf(full).ShouldBe("cannot be written: the disk is full");
        (await Database.ReadAsync(t => t.NumberAsync("SELECT COUNT(*) FROM heap"))).ShouldBe(0);
        Database.TroubleOf(new InvalidOperationException()).ShouldBeNull();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    protected override Task<string> NewConnectionAsync() => Task.FromResult(Path.Combine(_folder, Guid.NewGuid().ToString("n"), "console.db"));
}
