namespace Attune.Web.ModelServer;

/// <summary>
/// A map that forgets what was not used for long once it weighs too much: two generations, the older of which is dropped when the
/// younger is full. Thread-safe.
/// </summary>
/// <param name="budget">What all values may weigh together.</param>
internal sealed class RecentlyUsed<TKey, TValue>(long budget)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private Dictionary<TKey, (TValue Value, long Weight)> _young = [];
    private Dictionary<TKey, (TValue Value, long Weight)> _old = [];
    private long _weight;

    public bool TryGet(TKey key, out TValue value)
    {
        lock (_gate)
        {
            if (_young.TryGetValue(key, out var known))
            {
                value = known.Value;
                return true;
            }

            if (!_old.TryGetValue(key, out known))
            {
                value = default!;
                return false;
            }

            value = known.Value;
            Put(key, known.Value, known.Weight);
            return true;
        }
    }

    /// <summary>Sets a value. What weighs more than half of the budget is dropped at the next call.</summary>
    public void Set(TKey key, TValue value, long weight)
    {
        lock (_gate) Put(key, value, weight);
    }

    public void Clear()
    {
        lock (_gate)
        {
            _young.Clear();
            _old.Clear();
            _weight = 0;
        }
    }

    private void Put(TKey key, TValue value, long weight)
    {
        if (_weight > budget / 2)
        {
            _old = _young;
            _young = [];
            _weight = 0;
        }

        if (_young.TryGetValue(key, out var replaced)) _weight -= replaced.Weight;
        _young[key] = (value, weight);
        _weight += weight;
    }
}
