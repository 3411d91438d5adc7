using Microsoft.Data.Sqlite;

namespace Attune.Providers.Caching;

/// <summary>The database file of a <see cref="SqliteResponseStore"/>: made where it is missing, checked where it is not, and its faults in words.</summary>
internal static class CacheFile
{
    /// <summary>Says in the file's header that it is ours: "ATRC".</summary>
    private const long OurMark = 0x41545243;

    private const long Schema = 1;

    /// <summary>How long to wait for another process that writes, in milliseconds. A write takes less than one; only pruning takes longer.</summary>
    private const int Patience = 30_000;

    /// <summary>
    /// Histories are kept as digests only, once each. <c>used</c> is when an answer was stored or last found; times are milliseconds
    /// of Unix time.
    /// </summary>
    private const string Tables = """
        CREATE TABLE heads (address BLOB PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
        CREATE TABLE prefixes (address BLOB PRIMARY KEY, digests BLOB NOT NULL);
        CREATE TABLE responses (
          key BLOB PRIMARY KEY, head BLOB NOT NULL, prefix BLOB NOT NULL, last BLOB NOT NULL,
          text TEXT NOT NULL, finish_reason TEXT NOT NULL, response_id TEXT, model_id TEXT,
          input INTEGER, cached INTEGER, output INTEGER, written INTEGER,
          created INTEGER NOT NULL, stored INTEGER NOT NULL, used INTEGER NOT NULL, hits INTEGER NOT NULL DEFAULT 0);
        """;

    /// <summary>Makes the file, and its folder, readable by their owner alone, or checks that the file is ours.</summary>
    /// <exception cref="BadInputException">It cannot be used; why, and what to do.</exception>
    public static void Prepare(string path) => Guard(path, () =>
    {
        Create(path);
        if (IsOlder(path, out var schema)) SetAside(path, schema);
        Create(path);
        using var connection = Open(path);
        Execute(connection, "PRAGMA journal_mode = WAL");
        using var transaction = connection.BeginTransaction();
        if (IsEmpty(connection)) Execute(connection, $"{Tables} PRAGMA application_id = {OurMark}; PRAGMA user_version = {Schema}");
        transaction.Commit();
    });

    /// <summary>A connection to a prepared file. What is committed survives the process at once, and a fall of the system but for the last moments.</summary>
    public static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = {Patience}; PRAGMA synchronous = NORMAL");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }

    /// <summary>Bytes on disk, with what has not been folded into the file yet.</summary>
    public static long Bytes(string path) => new[] { path, path + "-wal" }.Select(p => new FileInfo(p)).Where(f => f.Exists).Sum(f => f.Length);

    public static void Guard(string path, Action use) => Guard(path, () =>
    {
        use();
        return true;
    });

    /// <summary>What a database or disk refuses, as bad input that names the file.</summary>
    public static T Guard<T>(string path, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (SqliteException e)
        {
            var (problem, mend) = e.SqliteErrorCode switch
            {
                5 or 6 => ("is held by another process", "Wait until that is done, or give another --cache-file"),
                11 => ("is a response cache that is damaged", "Delete it, or give another --cache-file: answers in it are lost, runs are not"),
                26 => ("is no response cache", "Give another --cache-file, or move that file away"),
                13 => ("cannot be written: the disk is full", "Free space there, 'attune cache prune', or give another --cache-file"),
                _ => ($"cannot be used as a response cache: {e.Message.TrimEnd('.')}", "Make it readable and writable, or give another --cache-file"),
            };
            throw new BadInputException(path, problem, mend);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(path, $"cannot be used as a response cache: {e.Message.TrimEnd('.')}", "Make it readable and writable, or give another --cache-file");
        }
    }

    private static bool IsOlder(string path, out long schema)
    {
        using var connection = Open(path);
        schema = Number(connection, "PRAGMA user_version");
        if (IsEmpty(connection)) return false;
        if (Number(connection, "PRAGMA application_id") != OurMark)
            throw new BadInputException(path, "is a database of another program", "Give another --cache-file");
        if (schema > Schema)
            throw new BadInputException(path, $"is a response cache of a newer Attune (schema {schema}, this one knows {Schema})", "Use the newer Attune, or give another --cache-file");
        return schema < Schema;
    }

    private static bool IsEmpty(SqliteConnection connection) => Number(connection, "SELECT COUNT(*) FROM sqlite_master") == 0;

    /// <summary>A cache can be filled again; it is kept all the same, for whoever goes back to the older Attune.</summary>
    private static void SetAside(string path, long schema)
    {
        foreach (var part in (string[])["", "-wal", "-shm"])
            if (File.Exists(path + part)) File.Move(path + part, $"{path}.schema-{schema}{part}", overwrite: true);
    }

    private static void Create(string path)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder, Owner | UnixFileMode.UserExecute);
        new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = Owner }).Dispose();
    }
}
