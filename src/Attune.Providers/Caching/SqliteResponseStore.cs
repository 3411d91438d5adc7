using Attune.Models;
using Attune.Models.Caching;

namespace Attune.Providers.Caching;

/// <summary>
/// Keeps answers in one SQLite file, which several processes may use at once. An answer that was put is there even if the process dies
/// right after. Prompts are kept as digests; answers are kept as text, so the file is readable by its owner alone. Thread-safe.
/// </summary>
public sealed class SqliteResponseStore : IResponseStore
{
    /// <summary>Hits are counted in memory and written now and then: reading must not cost a write each.</summary>
    private const int HitsAtOnce = 256;

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly CacheReader _reader;
    private readonly CacheWriter _writer;
    private readonly Dictionary<Digest, int> _hits = [];

    /// <summary>Opens the file, or makes it and its folder.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">Dates what is stored and used; null means the system's clock.</param>
    /// <exception cref="BadInputException">It is no cache, damaged, of a newer version, or cannot be written. An older one is set aside.</exception>
    public SqliteResponseStore(string path, TimeProvider? time = null)
    {
        (_path, _time) = (path, time ?? TimeProvider.System);
        CacheFile.Prepare(path);
        (_reader, _writer) = CacheFile.Guard(path, () => (new CacheReader(CacheFile.Open(path)), new CacheWriter(CacheFile.Open(path))));
    }

    private long Now => _time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>
    /// Where the cache is if nobody says otherwise: <c>ATTUNE_CACHE</c>; else <c>attune/responses.db</c> in <c>XDG_CACHE_HOME</c>, or in
    /// the system's place for caches.
    /// </summary>
    /// <param name="environment">Reads a variable; null means the process's environment.</param>
    public static string DefaultPath(Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        if (environment("ATTUNE_CACHE") is { Length: > 0 } given) return given;
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        var caches = environment("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathRooted(xdg) ? xdg
            : OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches")
            : Path.Combine(home, ".cache");
        return Path.Combine(caches, "attune", "responses.db");
    }

    /// <inheritdoc/>
    public StoredResponse? Get(Digest key, bool use = true) => CacheFile.Guard(_path, () =>
    {
        var found = _reader.Get(key);
        if (use && found is not null) CountHit(key);
        return found;
    });

    /// <inheritdoc/>
    public void Put(CacheRequest request, StoredResponse response) => CacheFile.Guard(_path, () => _writer.Put(request, response, Now));

    /// <inheritdoc/>
    public IEnumerable<StoredRequest> Requests()
    {
        using var requests = CacheFile.Guard(_path, () => new StoredRequests(CacheFile.Open(_path)));
        while (CacheFile.Guard(_path, requests.Next) is { } request) yield return request;
    }

    /// <inheritdoc/>
    public CacheStatistics Statistics() => CacheFile.Guard(_path, () =>
    {
        WriteHits();
        return _reader.Statistics(_path);
    });

    /// <inheritdoc/>
    public PrunedResponses Prune(PruneOptions options) => CacheFile.Guard(_path, () =>
    {
        WriteHits();
        using var connection = CacheFile.Open(_path);
        return new CachePruning(connection, _path).Prune(options, _time.GetUtcNow());
    });

    /// <summary>Writes what hits were counted, and closes the file.</summary>
    public void Dispose()
    {
        try
        {
            CacheFile.Guard(_path, WriteHits);
        }
        catch (BadInputException)
        {
            // Only counts are lost, and whoever disposes has other things to do than to learn that.
        }

        _reader.Dispose();
        _writer.Dispose();
    }

    private void CountHit(Digest key)
    {
        lock (_hits)
        {
            _hits[key] = _hits.GetValueOrDefault(key) + 1;
            if (_hits.Count < HitsAtOnce) return;
        }

        WriteHits();
    }

    private void WriteHits()
    {
        KeyValuePair<Digest, int>[] hits;
        lock (_hits)
        {
            hits = [.. _hits];
            _hits.Clear();
        }

        if (hits.Length > 0) _writer.Count(hits, Now);
    }
}
