using System.Text;
using Attune.Models.Caching;
using Attune.Providers.Caching;
using Attune.Tests.Models.Caching;
using Microsoft.Data.Sqlite;

namespace Attune.Providers.Tests.Caching;

public sealed class SqliteResponseStoreTests : ResponseStoreContract
{
    private readonly string _root = Directory.CreateTempSubdirectory("attune-cache-").FullName;

    private string Folder => Path.Combine(_root, "own");

    private string File => Path.Combine(Folder, "responses.db");

    [Fact]
    public void What_was_put_survives_the_process_without_a_farewell()
    {
        using var first = new SqliteResponseStore(File, Time);
        first.Put(Request("q", "a"), Answer("x"));

        // Not disposed of, as after kill -9.
        Opened().Get(Request("q", "a").Key)!.Text.ShouldBe("x");
    }

    [Fact]
    public void Hits_are_kept_when_the_store_is_closed()
    {
        using (var first = new SqliteResponseStore(File, Time))
        {
            first.Put(Request("q"), Answer("x", new(5, 0, 1)));
            foreach (var _ in Enumerable.Range(0, 300)) first.Get(Request("q").Key);
        }

        Opened().Statistics().Hits.ShouldBe(300);
    }

    [Fact]
    public async Task Two_connections_write_at_once_and_read_each_other()
    {
        var stores = new[] { Opened(), Opened() };

        await Parallel.ForAsync(0, 300, (i, _) =>
        {
            stores[i % 2].Put(Request($"q{i}", "a", "b"), Answer($"x{i}"));
            stores[1 - (i % 2)].Get(Request($"q{i}", "a", "b").Key)!.Text.ShouldBe($"x{i}");
            return ValueTask.CompletedTask;
        });

        stores.ShouldAllBe(s => s.Statistics().Responses == 300 && s.Statistics().Prefixes == 1);
    }

    [Fact]
    public async Task A_file_can_be_made_by_many_at_once()
    {
        await Parallel.ForAsync(0, 8, (i, _) =>
        {
            using var store = new SqliteResponseStore(File, Time);
            store.Put(Request($"q{i}"), Answer("x"));
            return ValueTask.CompletedTask;
        });

        Opened().Statistics().Responses.ShouldBe(8);
    }

    [Fact]
    public void What_another_process_prunes_is_gone_and_can_be_put_again()
    {
        var (one, other) = (Opened(), Opened());
        one.Put(Request("q1", "a", "b"), Answer("x"));

        other.Prune(new());
        one.Get(Request("q1", "a", "b").Key).ShouldBeNull();
        one.Put(Request("q2", "a", "b"), Answer("y"));

        other.Requests().Single().Prefix.Count.ShouldBe(2);
    }

    [Fact]
    public void A_long_history_costs_its_digests_once()
    {
        var store = Opened();
        string[] history = [.. Enumerable.Range(0, 1500).Select(i => $"turn {i}")];
        foreach (var i in Enumerable.Range(0, 200)) store.Put(Request($"q{i}", history), Answer("x"));
        store.Prune(new() { MaxBytes = long.MaxValue });

        // 1,500 digests are 24 KB; 200 times that would be 4.8 MB.
        store.Statistics().Bytes.ShouldBeLessThan(200_000);
    }

    [Fact]
    public void Prompts_are_not_in_the_file()
    {
        Opened().Put(Request("my secret question", "my secret history"), Answer("an answer"));

        var bytes = string.Concat(Directory.GetFiles(Folder).Select(f => Encoding.Latin1.GetString(Read(f))));
        bytes.ShouldContain("an answer");
        bytes.ShouldNotContain("my secret");
    }

    [Fact]
    public void Only_its_owner_can_read_the_file()
    {
        if (OperatingSystem.IsWindows()) return;
        Opened().Put(Request("q"), Answer("x"));

        System.IO.File.GetUnixFileMode(Folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(Folder)) System.IO.File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite, file);
        Directory.GetFiles(Folder).Length.ShouldBeGreaterThan(1, "the write-ahead log holds answers too");
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_as_it_is()
    {
        Directory.CreateDirectory(Folder);
        var text = string.Join('\n', Enumerable.Repeat("These are my notes.", 500));
        System.IO.File.WriteAllText(File, text);

        Refused().Message.ShouldContain("is no response cache");

        System.IO.File.ReadAllText(File).ShouldBe(text);
    }

    [Fact]
    public void Another_program_s_database_is_refused_and_left_as_it_is()
    {
        Make("CREATE TABLE notes (text TEXT)");
        var before = Read(File);

        Refused().Message.ShouldContain("another program");

        Read(File).ShouldBe(before);
    }

    [Fact]
    public void A_newer_cache_is_refused()
    {
        Opened().Dispose();
        Make("PRAGMA user_version = 99");

        Refused().Message.ShouldContain("newer Attune (schema 99");
    }

    [Fact]
    public void An_older_cache_is_set_aside()
    {
        using (var old = new SqliteResponseStore(File)) old.Put(Request("q"), Answer("x"));
        Make("PRAGMA user_version = 0");

        Opened().Statistics().Responses.ShouldBe(0);

        System.IO.File.Exists(File + ".schema-0").ShouldBeTrue();
    }

    [Fact]
    public void A_damaged_file_is_bad_input_wherever_the_damage_shows()
    {
        using (var whole = new SqliteResponseStore(File, Time))
            foreach (var i in Enumerable.Range(0, 300)) whole.Put(Request($"q{i}"), Answer(new string('x', 1000)));

        using (var stream = new FileStream(File, FileMode.Open))
        {
            stream.Position = 8192;
            stream.Write(Enumerable.Repeat((byte)0xA5, (int)stream.Length - 8192).ToArray());
        }

        var fault = Should.Throw<BadInputException>(() =>
        {
            using var store = new SqliteResponseStore(File, Time);
            foreach (var i in Enumerable.Range(0, 300)) store.Get(Request($"q{i}").Key);
            store.Statistics();
            store.Requests().Count();
        });

        fault.Message.ShouldContain(File);
        fault.Message.ShouldContain("damaged");
    }

    [Fact]
    public void A_place_that_cannot_be_a_file_is_refused()
    {
        Directory.CreateDirectory(File);
        Refused().Message.ShouldContain("cannot be used");

        System.IO.File.WriteAllText(Path.Combine(_root, "taken"), "");
        Should.Throw<BadInputException>(() => new SqliteResponseStore(Path.Combine(_root, "taken", "responses.db"))).Message.ShouldContain("taken");
    }

    [Theory]
    [InlineData("/a/c.db", "/xdg", "/a/c.db")]
    [InlineData(null, "/xdg", "/xdg/attune/responses.db")]
    [InlineData("", "/xdg", "/xdg/attune/responses.db")]
    public void The_environment_says_where_the_cache_is(string? own, string? xdg, string path) =>
        SqliteResponseStore.DefaultPath(name => name == "ATTUNE_CACHE" ? own : xdg).ShouldBe(path);

    [Theory]
    [InlineData(null)]
    [InlineData("relative")]
    public void Without_a_word_the_cache_is_in_the_user_s_folder(string? xdg)
    {
        var path = SqliteResponseStore.DefaultPath(name => name == "XDG_CACHE_HOME" ? xdg : null);

        Path.IsPathRooted(path).ShouldBeTrue();
        path.ShouldEndWith(Path.Combine("attune", "responses.db"));
    }

    protected override IResponseStore Open() => new SqliteResponseStore(File, Time);

    protected override void CleanUp() => Directory.Delete(_root, recursive: true);

    private BadInputException Refused() => Should.Throw<BadInputException>(() => new SqliteResponseStore(File));

    private void Make(string sql)
    {
        Directory.CreateDirectory(Folder);
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Also where a store has it open.</summary>
    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
