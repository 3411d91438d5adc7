using Microsoft.Data.Sqlite;

namespace Attune.Web.Storage;

/// <summary>SQLite lets one write at a time: every transaction that writes is alone.</summary>
internal sealed class SqliteTransaction(SqliteConnection connection, Microsoft.Data.Sqlite.SqliteTransaction transaction, CancellationToken cancellationToken)
    : Transaction(connection, transaction, cancellationToken)
{
    public override Task AloneAsync(string name) => Task.CompletedTask;
}
