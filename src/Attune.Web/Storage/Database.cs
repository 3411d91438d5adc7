using System.Text.RegularExpressions;
using Dapper;

namespace Attune.Web.Storage;

/// <summary>
/// Where the console keeps what people do in it: a SQLite file, or a PostgreSQL server. Both take the same statements; docs/console.md
/// tells what they have in common. Thread-safe.
/// </summary>
internal abstract partial class Database : IAsyncDisposable
{
    static Database()
    {
        DefaultTypeMap.MatchNamesWithUnderscores = true;
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
        SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
        SqlMapper.AddTypeHandler(new UtcText());
    }

    /// <summary>The file or server, for messages; without a password.</summary>
    public abstract string Place { get; }

    /// <summary>The migrations that are applied and understood; all that this program has.</summary>
    internal IReadOnlyList<Migration> Known { get; set; } = Migrations.Known;

    /// <summary>The database that a connection string or path names; not opened yet.</summary>
    /// <param name="connection">A path, a PostgreSQL connection string (<c>Host=...</c>), or a <c>postgres://</c> URL.</param>
    /// <exception cref="BadInputException">It cannot be read.</exception>
    public static Database Of(string connection) => IsFile(connection) ? new SqliteDatabase(connection) : new PostgresDatabase(connection);

    /// <summary>Whether a SQLite file is meant.</summary>
    public static bool IsFile(string connection) =>
        !(connection.StartsWith("postgres://", StringComparison.Ordinal) || connection.StartsWith("postgresql://", StringComparison.Ordinal) || NamesHost().IsMatch(connection));

    /// <summary>Makes what is missing, and brings the tables up to date.</summary>
    /// <exception cref="BadInputException">It cannot be opened, belongs to another program, or is of a newer Attune.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken = default)
    {
        await CreateAsync(cancellationToken);
        await GuardAsync(() => WriteAsync(t => Migrations.ApplyAsync(this, t, Known), cancellationToken));
    }

    /// <summary>Makes the file or schema where it is missing, without tables.</summary>
    /// <exception cref="BadInputException">It cannot be opened, or belongs to another program.</exception>
    public abstract Task CreateAsync(CancellationToken cancellationToken = default);

    /// <summary>Reads in one snapshot: what others write meanwhile is not seen.</summary>
    public abstract Task<T> ReadAsync<T>(Func<Transaction, Task<T>> read, CancellationToken cancellationToken = default);

    /// <summary>The first row of a statement that only reads; null where there is none. One statement is a snapshot by itself: a server is asked once, not three times.</summary>
    public abstract Task<T?> FirstAsync<T>(string sql, object? values = null, CancellationToken cancellationToken = default)
        where T : class;

    /// <summary>
    /// The first row that a statement gives that writes (<c>RETURNING</c>); null where there is none. Meanwhile every other that asks for the same
    /// name waits, as for <see cref="Transaction.AloneAsync"/>, but never longer than the statement takes: nobody's way to the server and back is waited for.
    /// </summary>
    public abstract Task<T?> FirstAloneAsync<T>(string name, string sql, object? values = null, CancellationToken cancellationToken = default)
        where T : class;

    /// <summary>
    /// Writes all or nothing: an exception undoes everything. Nothing but statements belongs in it, for writers may wait for each other; and it
    /// is done once more where a server gave it up because two waited for each other.
    /// </summary>
    public abstract Task<T> WriteAsync<T>(Func<Transaction, Task<T>> write, CancellationToken cancellationToken = default);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Func<Transaction, Task> write, CancellationToken cancellationToken = default) => WriteAsync(async t =>
    {
        await write(t);
        return true;
    }, cancellationToken);

    /// <summary>
    /// After something was deleted that nobody is to read again: SQLite's file and log hold it no more; PostgreSQL gives its room away to be
    /// overwritten. While others read, some may stay until the next time.
    /// </summary>
    public abstract Task ScrubAsync(CancellationToken cancellationToken = default);

    /// <summary>What the matter is where the server or the disk is at fault, and it may pass; null where anything else is.</summary>
    public abstract string? TroubleOf(Exception fault);

    public abstract ValueTask DisposeAsync();

    /// <summary>A script's words for types, in the server's own.</summary>
    internal abstract string Translate(string script);

    /// <summary>The tables, each after those that it refers to.</summary>
    internal abstract Task<IReadOnlyList<string>> TablesAsync(Transaction transaction);

    /// <summary>After rows were put in as they were elsewhere: all that they refer to is there, and the next number is larger than any.</summary>
    internal abstract Task SettleAsync(Transaction transaction);

    /// <summary>What the server refuses while it is being opened, as bad input that names the place.</summary>
    internal abstract Task GuardAsync(Func<Task> use);

    [GeneratedRegex(@"(^|;)\s*(host|server)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex NamesHost();
}
