using System.Collections.Concurrent;

namespace Attune.Models.Caching;

/// <summary>Keeps answers as long as the process lives. Thread-safe.</summary>
/// <param name="time">Dates what is stored and used; null means the system's clock.</param>
public sealed class MemoryResponseStore(TimeProvider? time = null) : IResponseStore
{
    private readonly ConcurrentDictionary<Digest, Entry> _entries = [];
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    /// <inheritdoc/>
    public StoredResponse? Get(Digest key, bool use = true)
    {
        if (!_entries.TryGetValue(key, out var entry)) return null;
        if (use) entry.Use(_time.GetUtcNow());
        return entry.Response;
    }

    /// <inheritdoc/>
    public void Put(CacheRequest request, StoredResponse response) =>
        _entries.AddOrUpdate(
            request.Key,
            (_, now) => new(request, response, now, 0),
            (_, old, now) => new(request, response, now, old.Hits),
            _time.GetUtcNow());

    /// <inheritdoc/>
    public IEnumerable<StoredRequest> Requests() => _entries.Values
        .Select(e => new StoredRequest(e.Request.Head, [.. e.Request.Messages.SkipLast(1)], e.Request.Messages[^1]))
        .GroupBy(r => Prefix(r.Prefix))
        .SelectMany(g => g);

    /// <inheritdoc/>
    public CacheStatistics Statistics()
    {
        var entries = _entries.Values.ToList();
        return new()
        {
            Responses = entries.Count,
            Prefixes = entries.Where(e => e.Request.Messages.Count > 1).Select(e => Prefix(e.Request.Messages.SkipLast(1))).Distinct().Count(),
            Bytes = entries.Sum(e => e.Bytes),
            Oldest = entries.Count == 0 ? null : entries.Min(e => e.Stored),
            Newest = entries.Count == 0 ? null : entries.Max(e => e.Stored),
            Models =
            [
                .. entries.GroupBy(e => e.Request.Head.Name).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new CachedModel(
                    g.Key, g.Count(), g.Sum(e => e.Hits), g.Sum(e => e.Hits * (e.Response.Usage?.Input ?? 0)), g.Sum(e => e.Hits * (e.Response.Usage?.Output ?? 0)))),
            ],
        };
    }

    /// <inheritdoc/>
    public PrunedResponses Prune(PruneOptions options)
    {
        var (before, count) = (_entries.Values.Sum(e => e.Bytes), _entries.Count);
        var latest = _time.GetUtcNow() - (options.OlderThan ?? TimeSpan.Zero);
        foreach (var (key, entry) in _entries)
            if (options.ByAge && options.Takes(entry.Request.Head) && entry.Used <= latest) _entries.TryRemove(key, out _);
        var left = _entries.Values.Sum(e => e.Bytes);
        foreach (var (key, entry) in _entries.OrderBy(e => e.Value.Used))
            if (left > options.MaxBytes && _entries.TryRemove(key, out _)) left -= entry.Bytes;
        return new(count - _entries.Count, _entries.Count, before, left);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static Digest Prefix(IEnumerable<Digest> digests) => digests.Aggregate(default(Digest), (chain, digest) => chain.Then(digest));

    private sealed class Entry(CacheRequest request, StoredResponse response, DateTimeOffset stored, long hits)
    {
        private long _hits = hits;
        private long _used = stored.Ticks;

        public CacheRequest Request { get; } = request;

        public StoredResponse Response { get; } = response;

        public DateTimeOffset Stored { get; } = stored;

        public DateTimeOffset Used => new(Interlocked.Read(ref _used), TimeSpan.Zero);

        public long Hits => Interlocked.Read(ref _hits);

        public long Bytes => 2L * Response.Text.Length + Digest.Size * (long)Request.Messages.Count;

        public void Use(DateTimeOffset now)
        {
            Interlocked.Increment(ref _hits);
            Interlocked.Exchange(ref _used, now.Ticks);
        }
    }
}
