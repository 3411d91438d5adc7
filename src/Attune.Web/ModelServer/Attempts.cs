namespace Attune.Web.ModelServer;

/// <summary>
/// Counts how often the same request has come. Together they name a request independently of the order in which requests arrive:
/// the same run meets the same faults, and a request that is sent again may fare better. Thread-safe.
/// </summary>
internal sealed class Attempts
{
    private const int Remembered = 1_000_000;

    private readonly Lock _gate = new();
    private readonly RecentlyUsed<UInt128, int> _counts = new(Remembered);

    /// <summary>The request's name: its fingerprint and the number of this attempt, from 1.</summary>
    public string Next(UInt128 request)
    {
        lock (_gate)
        {
            var attempt = _counts.TryGet(request, out var before) ? before + 1 : 1;
            _counts.Set(request, attempt, weight: 1);
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{request:x32}-{attempt}");
        }
    }

    public void Clear()
    {
        lock (_gate) _counts.Clear();
    }
}
