using Microsoft.Data.Sqlite;

namespace Attune.Web.Runs.Index;

/// <summary>Puts the lines of a log into a table of the index, with statements that are prepared once. For one connection.</summary>
internal abstract class RowWriter : IDisposable
{
    private readonly SqliteCommand _insert;
    private readonly SqliteCommand _older;

    /// <param name="connection">To the index.</param>
    /// <param name="table">The table.</param>
    /// <param name="columns">Its columns, in the order of <see cref="Put"/>.</param>
    protected RowWriter(SqliteConnection connection, string table, IReadOnlyList<string> columns)
    {
        (_insert, _older) = (connection.CreateCommand(), connection.CreateCommand());
        _insert.CommandText = $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select(c => "$" + c))})";
        foreach (var column in columns) _insert.Parameters.Add(new("$" + column, null));
        _older.CommandText = $"DELETE FROM {table} WHERE key = $key";
        _older.Parameters.Add(new("$key", null));
    }

    /// <summary>Takes one line.</summary>
    /// <returns>Whether it is what the log is of.</returns>
    public abstract bool Write(ReadOnlySpan<byte> line, long number, long place, SqliteTransaction transaction);

    public virtual void Dispose()
    {
        _insert.Dispose();
        _older.Dispose();
    }

    /// <summary>A row in the place of an older one of its key: the last line stands.</summary>
    protected void Put(string key, IReadOnlyList<object?> values, SqliteTransaction transaction)
    {
        (_insert.Transaction, _older.Transaction) = (transaction, transaction);
        _older.Parameters[0].Value = key;
        _older.ExecuteNonQuery();
        for (var i = 0; i < values.Count; i++) _insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        _insert.ExecuteNonQuery();
    }
}
