using System.Data;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Attune.Web.Storage;

/// <summary>A file that one console holds open; readable by its owner alone.</summary>
internal sealed partial class SqliteDatabase : Database
{
    /// <summary>Says in the file's header that it is ours: "ATCN".</summary>
    private const long OurMark = 0x4154434E;

    /// <summary>How long to wait for another process that writes, in milliseconds.</summary>
    private const int Patience = 10_000;

    private readonly string _path;
    private readonly string _connection;

    /// <summary>Writers of this process queue here in order, instead of asking the file over and over.</summary>
    private readonly SemaphoreSlim _writing = new(1);

    public SqliteDatabase(string path)
    {
        _path = path;
        _connection = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, ForeignKeys = true }.ToString();
    }

    public override string Place => _path;

    public override async Task<T> ReadAsync<T>(Func<Transaction, Task<T>> read, CancellationToken cancellationToken = default)
    {
        await using var connection = Connect();
        await using var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred: true);
        return await read(new SqliteTransaction(connection, transaction, cancellationToken));
    }

    public override Task<T?> FirstAsync<T>(string sql, object? values = null, CancellationToken cancellationToken = default)
        where T : class => ReadAsync(t => t.FirstAsync<T>(sql, values), cancellationToken);

    public override Task<T?> FirstAloneAsync<T>(string name, string sql, object? values = null, CancellationToken cancellationToken = default)
        where T : class => WriteAsync(t => t.FirstAsync<T>(sql, values), cancellationToken);

    public override async Task<T> WriteAsync<T>(Func<Transaction, Task<T>> write, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await using var connection = Connect();
            var transaction = connection.BeginTransaction(IsolationLevel.Serializable, deferred: false);
            try
            {
                var result = await write(new SqliteTransaction(connection, transaction, cancellationToken));
                await transaction.CommitAsync(CancellationToken.None);
                return result;
            }
            finally
            {
                Undo(transaction);
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    public override async Task ScrubAsync(CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            await using var connection = Connect();
            Execute(connection, "PRAGMA busy_timeout = 250; PRAGMA wal_checkpoint(TRUNCATE)");
        }
        finally
        {
            _writing.Release();
        }
    }

    public override string? TroubleOf(Exception fault) => (fault as SqliteException)?.SqliteErrorCode switch
    {
        5 or 6 => "is held by another process",
        13 => "cannot be written: the disk is full",
        8 or 10 or 14 => $"cannot be used: {fault.Message.TrimEnd('.')}",
        _ => null,
    };

    public override ValueTask DisposeAsync()
    {
        using var connection = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(connection);
        _writing.Dispose();
        return ValueTask.CompletedTask;
    }

    internal override string Translate(string script) => Sequence().Replace(script, "INTEGER PRIMARY KEY AUTOINCREMENT");

    internal override Task<IReadOnlyList<string>> TablesAsync(Transaction transaction) =>
        transaction.QueryAsync<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid");

    // SQLite itself looks at references when it commits, and gives numbers larger than all before.
    internal override Task SettleAsync(Transaction transaction) => Task.CompletedTask;

    internal override async Task GuardAsync(Func<Task> use)
    {
        try
        {
            await use();
        }
        catch (SqliteException e)
        {
            var (problem, mend) = e.SqliteErrorCode switch
            {
                5 or 6 => ("is held by another process", "Wait until that is done, or give another --db"),
                11 or 26 => ("is no database of Attune's, or is damaged", "Give another --db, or restore a backup: 'attune db restore FILE'"),
                13 => ("cannot be written: the disk is full", "Free space there, or give another --db"),
                _ => ($"cannot be used as a database: {e.Message.TrimEnd('.')}", "Make it readable and writable, or give another --db"),
            };
            throw new BadInputException(_path, problem, mend);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(_path, $"cannot be used as a database: {e.Message.TrimEnd('.')}", "Make it readable and writable, or give another --db");
        }
    }

    public override Task CreateAsync(CancellationToken cancellationToken = default) => GuardAsync(async () =>
    {
        PrivateFiles.Create(_path);
        await using var connection = Connect();
        Execute(connection, "PRAGMA journal_mode = WAL");
        await using var transaction = connection.BeginTransaction();
        if (Number(connection, "SELECT COUNT(*) FROM sqlite_master") == 0) Execute(connection, $"PRAGMA application_id = {OurMark}");
        else if (Number(connection, "PRAGMA application_id") != OurMark)
            throw new BadInputException(_path, "is a database of another program", "Give another --db");
        await transaction.CommitAsync(cancellationToken);
    });

    /// <summary>Undoes what was not committed.</summary>
    private static void Undo(Microsoft.Data.Sqlite.SqliteTransaction transaction)
    {
        try
        {
            transaction.Dispose();
        }
        catch (SqliteException)
        {
            // Where the disk is full, SQLite has undone everything itself; that must not hide what happened.
        }
    }

    /// <summary>What is committed survives the process at once, and a fall of the system but for the last moments. What is deleted is overwritten.</summary>
    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = {Patience}; PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    [GeneratedRegex(@"\bSEQUENCE\b")]
    private static partial Regex Sequence();
}
