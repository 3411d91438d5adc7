namespace Attune.Web.ModelServer;

/// <summary>
/// Accounts like a provider's prompt cache. Nothing is computed faster; it tells which tokens a provider would have billed as
/// cached. Thread-safe.
/// </summary>
/// <param name="lifetime">How long a prefix is kept after its last use.</param>
/// <param name="leastTokens">Shorter prefixes are never cached.</param>
/// <param name="clock">Tells the time.</param>
internal sealed class PrefixCache(TimeSpan lifetime, int leastTokens, TimeProvider clock)
{
    /// <summary>How many segments before a mark are searched for a known prefix.</summary>
    private const int LookBack = 20;

    private const int FirstSweep = 65_536;

    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, long> _expiry = [];
    private int _sweepAt = FirstSweep;

    public long Hits { get; private set; }

    public long Misses { get; private set; }

    /// <summary>Prefixes that are warm now.</summary>
    public int Entries
    {
        get
        {
            lock (_gate)
            {
                Sweep();
                return _expiry.Count;
            }
        }
    }

    /// <summary>What of a prompt is warm, and what would be written.</summary>
    public CacheUse Find(Prompt prompt)
    {
        lock (_gate)
        {
            var reach = Reach(prompt);
            if (reach == 0) return default;
            var read = prompt.CachedByMark ? ReadByMark(prompt) : ReadWhole(prompt);
            if (read > 0) Hits++;
            else Misses++;
            return new(read, Math.Max(reach - read, 0));
        }
    }

    /// <summary>Keeps a prompt's prefixes from now on; called when its answer begins, for a provider's cache is not warm before.</summary>
    public void Keep(Prompt prompt)
    {
        lock (_gate)
        {
            var now = clock.GetTimestamp();
            foreach (var segment in prompt.Segments)
            {
                if (segment.TokensThrough < leastTokens) continue;
                if (prompt.CachedByMark && segment.Mark is null && !IsWarm(segment)) continue;
                var kept = segment.Mark is { Ticks: > 0 } asked ? asked : lifetime;
                var until = now + (long)(kept.TotalSeconds * clock.TimestampFrequency);
                _expiry[segment.Prefix] = Math.Max(until, _expiry.GetValueOrDefault(segment.Prefix));
            }

            if (_expiry.Count <= _sweepAt) return;
            Sweep();
            _sweepAt = Math.Max(FirstSweep, _expiry.Count * 2);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _expiry.Clear();
            (Hits, Misses) = (0, 0);
        }
    }

    /// <summary>Tokens of the longest prefix that may be cached at all.</summary>
    private int Reach(Prompt prompt)
    {
        var reach = prompt.CachedByMark ? prompt.Segments.LastOrDefault(s => s.Mark is not null).TokensThrough : prompt.Tokens;
        return reach >= leastTokens ? reach : 0;
    }

    private int ReadWhole(Prompt prompt)
    {
        for (var i = prompt.Segments.Count - 1; i >= 0; i--)
            if (IsWarm(prompt.Segments[i])) return prompt.Segments[i].TokensThrough;
        return 0;
    }

    private int ReadByMark(Prompt prompt)
    {
        var left = 0;
        for (var i = prompt.Segments.Count - 1; i >= 0; i--)
        {
            if (prompt.Segments[i].Mark is not null) left = LookBack;
            if (left-- > 0 && IsWarm(prompt.Segments[i])) return prompt.Segments[i].TokensThrough;
        }

        return 0;
    }

    private bool IsWarm(Segment segment) => _expiry.TryGetValue(segment.Prefix, out var until) && clock.GetTimestamp() < until;

    private void Sweep()
    {
        var now = clock.GetTimestamp();
        foreach (var (prefix, until) in _expiry)
            if (until <= now) _expiry.Remove(prefix);
    }
}

/// <summary>How a prompt met the cache, in tokens.</summary>
/// <param name="Read">Warm already.</param>
/// <param name="Created">To be kept from now on.</param>
internal readonly record struct CacheUse(int Read, int Created);
