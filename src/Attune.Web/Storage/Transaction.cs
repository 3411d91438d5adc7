using System.Data.Common;
using Dapper;

namespace Attune.Web.Storage;

/// <summary>
/// Statements that happen together, on either server. A row is a record with <c>init</c> properties named for its columns (<c>created_at</c>
/// is <c>CreatedAt</c>): numbers are <see cref="long"/> or <see cref="double"/>, times <see cref="DateTimeOffset"/>. Not thread-safe.
/// </summary>
internal abstract class Transaction(DbConnection connection, DbTransaction transaction, CancellationToken cancellationToken)
{
    public CancellationToken Cancellation => cancellationToken;

    public async Task<IReadOnlyList<T>> QueryAsync<T>(string sql, object? values = null) => (await connection.QueryAsync<T>(Command(sql, values))).AsList();

    /// <summary>The first row; null where there is none.</summary>
    public Task<T?> FirstAsync<T>(string sql, object? values = null)
        where T : class => connection.QueryFirstOrDefaultAsync<T?>(Command(sql, values));

    /// <summary>A count or sum; 0 where there is none.</summary>
    public Task<long> NumberAsync(string sql, object? values = null) => connection.ExecuteScalarAsync<long>(Command(sql, values));

    /// <summary>The number of rows that were changed: a claim is an update with a condition that changed one.</summary>
    public Task<int> ExecuteAsync(string sql, object? values = null) => connection.ExecuteAsync(Command(sql, values));

    /// <summary>Rows as they come, not all in memory.</summary>
    public IAsyncEnumerable<T> StreamAsync<T>(string sql, object? values = null) => connection.QueryUnbufferedAsync<T>(Translate(sql), values, transaction);

    /// <summary>Until this transaction ends, every other one that asks for the same name waits. For rules that look at several rows.</summary>
    public abstract Task AloneAsync(string name);

    /// <summary>A statement for those who read or write column by column; the caller disposes of it.</summary>
    internal DbCommand Command(string sql)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        return command;
    }

    /// <summary>A statement in the server's own words.</summary>
    protected virtual string Translate(string sql) => sql;

    private CommandDefinition Command(string sql, object? values) => new(Translate(sql), values, transaction, cancellationToken: cancellationToken);
}
