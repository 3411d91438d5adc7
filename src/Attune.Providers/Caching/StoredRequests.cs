using Attune.Models;
using Attune.Models.Caching;
using Microsoft.Data.Sqlite;

namespace Attune.Providers.Caching;

/// <summary>Walks over the stored requests, history by history, so that each list of digests is read once. For one reader.</summary>
internal sealed class StoredRequests : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _requests;
    private readonly SqliteDataReader _rows;
    private readonly SqliteCommand _digests;
    private readonly Dictionary<Digest, RequestHead> _heads = [];
    private Digest? _address;
    private IReadOnlyList<Digest> _prefix = [];

    public StoredRequests(SqliteConnection connection)
    {
        _connection = connection;
        _digests = connection.CreateCommand();
        _digests.CommandText = "SELECT digests FROM prefixes WHERE address = $address";
        _digests.Parameters.Add("$address", SqliteType.Blob);
        _requests = connection.CreateCommand();
        _requests.CommandText = "SELECT r.prefix, r.last, r.head, h.text FROM responses r JOIN heads h ON h.address = r.head ORDER BY r.prefix, r.rowid";
        _rows = _requests.ExecuteReader();
    }

    /// <summary>The next request; null where there is none left.</summary>
    public StoredRequest? Next()
    {
        if (!_rows.Read()) return null;
        var address = At(0);
        if (address != _address) (_address, _prefix) = (address, Digests(address));
        var head = At(2);
        if (!_heads.TryGetValue(head, out var known)) _heads[head] = known = new(_rows.GetString(3));
        return new(known, _prefix, At(1));
    }

    public void Dispose()
    {
        _rows.Dispose();
        _requests.Dispose();
        _digests.Dispose();
        _connection.Dispose();
    }

    private Digest At(int column) => Digest.Read(_rows.GetFieldValue<byte[]>(column));

    private Digest[] Digests(Digest address)
    {
        _digests.Parameters[0].Value = address.ToArray();
        var bytes = _digests.ExecuteScalar() as byte[] ?? [];
        return [.. bytes.Chunk(Digest.Size).Select(chunk => Digest.Read(chunk))];
    }
}
