using Attune.Models.Caching;
using Microsoft.Data.Sqlite;

namespace Attune.Providers.Caching;

/// <summary>Removes answers, what no answer needs any more, and the space that they took.</summary>
internal sealed class CachePruning(SqliteConnection connection, string path)
{
    private const string Orphans = """
        DELETE FROM prefixes WHERE address NOT IN (SELECT prefix FROM responses);
        DELETE FROM heads WHERE address NOT IN (SELECT head FROM responses);
        """;

    public PrunedResponses Prune(PruneOptions options, DateTimeOffset now)
    {
        var (bytes, count) = (CacheFile.Bytes(path), Count());
        using (var transaction = connection.BeginTransaction())
        {
            if (options.ByAge) RemoveOlder(options, now);
            CacheFile.Execute(connection, Orphans);
            if (options.MaxBytes is { } most) Shrink(most);
            transaction.Commit();
        }

        CacheFile.Execute(connection, "VACUUM");
        CacheFile.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        var left = Count();
        return new(count - left, left, bytes, CacheFile.Bytes(path));
    }

    private long Count() => CacheFile.Number(connection, "SELECT COUNT(*) FROM responses");

    private void RemoveOlder(PruneOptions options, DateTimeOffset now)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM responses WHERE head = $head AND used <= $latest";
        command.Parameters.AddWithValue("$latest", (now - (options.OlderThan ?? TimeSpan.Zero)).ToUnixTimeMilliseconds());
        var head = command.Parameters.Add("$head", SqliteType.Blob);
        foreach (var chosen in Heads().Where(options.Takes))
        {
            head.Value = chosen.Digest.ToArray();
            command.ExecuteNonQuery();
        }
    }

    private List<RequestHead> Heads()
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT text FROM heads";
        using var row = command.ExecuteReader();
        var heads = new List<RequestHead>();
        while (row.Read()) heads.Add(new(row.GetString(0)));
        return heads;
    }

    /// <summary>Removes the longest unused, in proportion to what is too much, until the rest fits.</summary>
    private void Shrink(long most)
    {
        for (var (size, count) = (Used(), Count()); size > most && count > 0; (size, count) = (Used(), Count()))
        {
            var remove = Math.Max((long)(count * (1 - (double)most / size)), 1);
            CacheFile.Execute(connection, $"DELETE FROM responses WHERE rowid IN (SELECT rowid FROM responses ORDER BY used, rowid LIMIT {remove}); {Orphans}");
        }
    }

    /// <summary>Bytes that the file will have when its free pages are given back.</summary>
    private long Used() =>
        (CacheFile.Number(connection, "PRAGMA page_count") - CacheFile.Number(connection, "PRAGMA freelist_count")) * CacheFile.Number(connection, "PRAGMA page_size");
}
