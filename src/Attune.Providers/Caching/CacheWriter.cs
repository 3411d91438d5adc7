using Attune.Models;
using Attune.Models.Caching;
using Microsoft.Data.Sqlite;

namespace Attune.Providers.Caching;

/// <summary>Writes answers, each in one short transaction. Thread-safe.</summary>
internal sealed class CacheWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _put;
    private readonly SqliteCommand _count;
    private readonly Lock _gate = new();

    public CacheWriter(SqliteConnection connection)
    {
        _connection = connection;

        // Head and prefix are offered every time: another process may have pruned them meanwhile.
        _put = Command(
            """
            INSERT OR IGNORE INTO heads (address, text) VALUES ($head, $head_text);
            INSERT OR IGNORE INTO prefixes (address, digests) SELECT $prefix, $digests WHERE length($digests) > 0;
            INSERT INTO responses (key, head, prefix, last, text, finish_reason, response_id, model_id, input, cached, output, written, created, stored, used)
            VALUES ($key, $head, $prefix, $last, $text, $finish_reason, $response_id, $model_id, $input, $cached, $output, $written, $created, $now, $now)
            ON CONFLICT (key) DO UPDATE SET text = $text, finish_reason = $finish_reason, response_id = $response_id, model_id = $model_id,
              input = $input, cached = $cached, output = $output, written = $written, created = $created, stored = $now, used = $now
            """,
            "$head", "$head_text", "$prefix", "$digests", "$key", "$last", "$text", "$finish_reason", "$response_id", "$model_id",
            "$input", "$cached", "$output", "$written", "$created", "$now");
        _count = Command("UPDATE responses SET hits = hits + $hits, used = MAX(used, $now) WHERE key = $key", "$hits", "$now", "$key");
    }

    public void Put(CacheRequest request, StoredResponse response, long now)
    {
        var digests = Bytes(request.Messages);
        var prefix = digests[..^Digest.Size];
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            Run(
                _put, transaction,
                request.Head.Digest.ToArray(), request.Head.Text, Digest.Of(prefix).ToArray(), prefix, request.Key.ToArray(), digests[^Digest.Size..],
                response.Text, response.FinishReason, response.ResponseId, response.ModelId,
                response.Usage?.Input, response.Usage?.Cached, response.Usage?.Output, response.Usage?.Written, response.Created.ToUnixTimeMilliseconds(), now);
            transaction.Commit();
        }
    }

    public void Count(IEnumerable<KeyValuePair<Digest, int>> hits, long now)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            foreach (var (key, count) in hits) Run(_count, transaction, count, now, key.ToArray());
            transaction.Commit();
        }
    }

    public void Dispose()
    {
        _put.Dispose();
        _count.Dispose();
        _connection.Dispose();
    }

    private static byte[] Bytes(IReadOnlyList<Digest> digests)
    {
        var bytes = new byte[digests.Count * Digest.Size];
        for (var i = 0; i < digests.Count; i++) digests[i].Write(bytes.AsSpan(i * Digest.Size));
        return bytes;
    }

    private static void Run(SqliteCommand command, SqliteTransaction transaction, params ReadOnlySpan<object?> values)
    {
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.Add(new() { ParameterName = name });
        return command;
    }
}
