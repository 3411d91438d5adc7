using Attune.Models;
using Attune.Models.Caching;
using Microsoft.Data.Sqlite;

namespace Attune.Providers.Caching;

/// <summary>Reads answers by key. Has a connection to itself, so that reading never waits for writing. Thread-safe.</summary>
internal sealed class CacheReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _get;
    private readonly SqliteParameter _key;
    private readonly Lock _gate = new();

    public CacheReader(SqliteConnection connection)
    {
        _connection = connection;
        _get = connection.CreateCommand();
        _get.CommandText = "SELECT text, finish_reason, response_id, model_id, input, cached, output, written, created FROM responses WHERE key = $key";
        _key = _get.Parameters.Add("$key", SqliteType.Blob);
    }

    public StoredResponse? Get(Digest key)
    {
        lock (_gate)
        {
            _key.Value = key.ToArray();
            using var row = _get.ExecuteReader();
            return row.Read() ? Read(row) : null;
        }
    }

    public CacheStatistics Statistics(string path)
    {
        lock (_gate)
        {
            var models = Models();
            return new()
            {
                File = path,
                Responses = models.Sum(m => m.Responses),
                Prefixes = CacheFile.Number(_connection, "SELECT COUNT(*) FROM prefixes"),
                Bytes = CacheFile.Bytes(path),
                Oldest = Time("SELECT MIN(stored) FROM responses"),
                Newest = Time("SELECT MAX(stored) FROM responses"),
                Models = models,
            };
        }
    }

    public void Dispose()
    {
        _get.Dispose();
        _connection.Dispose();
    }

    private static StoredResponse Read(SqliteDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.IsDBNull(2) ? null : row.GetString(2),
        row.IsDBNull(3) ? null : row.GetString(3),
        row.IsDBNull(4) ? null : new(row.GetInt64(4), row.GetInt64(5), row.GetInt64(6), row.GetInt64(7)),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(8)));

    private List<CachedModel> Models()
    {
        using var command = _connection.CreateCommand();
        command.CommandText = """
            SELECT h.text, COUNT(*), SUM(r.hits), SUM(r.hits * IFNULL(r.input, 0)), SUM(r.hits * IFNULL(r.output, 0))
            FROM responses r JOIN heads h ON h.address = r.head GROUP BY h.address
            """;
        using var row = command.ExecuteReader();
        var heads = new List<CachedModel>();
        while (row.Read()) heads.Add(new(new RequestHead(row.GetString(0)).Name, row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)));

        // Calls with other options are of the same model.
        return
        [
            .. heads.GroupBy(h => h.Model).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new CachedModel(
                g.Key, g.Sum(h => h.Responses), g.Sum(h => h.Hits), g.Sum(h => h.SavedInputTokens), g.Sum(h => h.SavedOutputTokens))),
        ];
    }

    private DateTimeOffset? Time(string sql) =>
        CacheFile.Number(_connection, sql) is > 0 and var milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;
}
