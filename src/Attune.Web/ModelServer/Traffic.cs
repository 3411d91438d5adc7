namespace Attune.Web.ModelServer;

/// <summary>Counts what passes through the server. Thread-safe.</summary>
internal sealed class Traffic
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, long> _requests = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _faults = new(StringComparer.Ordinal);
    private (long Answered, long Refused, long Limited, long Unauthorized, long Input, long Output, long Cached) _sum;
    private (int Now, int Peak) _inFlight;
    private TimeSpan _cpuBefore = Environment.CpuUsage.TotalTime;

    /// <summary>Counts a request as in flight until it is disposed of.</summary>
    public Flight Enter(string operation)
    {
        lock (_gate)
        {
            Increment(_requests, operation);
            _inFlight.Now++;
            _inFlight.Peak = Math.Max(_inFlight.Peak, _inFlight.Now);
        }

        return new(this);
    }

    public void Count(FaultKind fault)
    {
        lock (_gate) Increment(_faults, FaultPlan.WordOf(fault));
    }

    public void CountRefused()
    {
        lock (_gate) _sum.Refused++;
    }

    public void CountLimited()
    {
        lock (_gate) _sum.Limited++;
    }

    public void CountUnauthorized()
    {
        lock (_gate) _sum.Unauthorized++;
    }

    public void CountAnswered(Usage usage)
    {
        lock (_gate)
        {
            _sum.Answered++;
            _sum.Input += usage.Input;
            _sum.Output += usage.Output;
            _sum.Cached += usage.Cache.Read;
        }
    }

    /// <summary>Forgets everything but what is in flight.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _requests.Clear();
            _faults.Clear();
            _sum = default;
            _inFlight.Peak = _inFlight.Now;
            _cpuBefore = Environment.CpuUsage.TotalTime;
        }
    }

    public TrafficReport Report(string model, PrefixCache? cache)
    {
        lock (_gate)
        {
            return new()
            {
                Model = model,
                Requests = new SortedDictionary<string, long>(_requests, StringComparer.Ordinal),
                Answered = _sum.Answered,
                Refused = _sum.Refused,
                Limited = _sum.Limited,
                Unauthorized = _sum.Unauthorized,
                Tokens = new(_sum.Input, _sum.Output, _sum.Cached),
                Faults = new SortedDictionary<string, long>(_faults, StringComparer.Ordinal),
                PrefixCache = cache is null ? null : new(cache.Hits, cache.Misses, cache.Entries),
                InFlight = _inFlight.Now,
                PeakInFlight = _inFlight.Peak,
                CpuSeconds = Math.Round((Environment.CpuUsage.TotalTime - _cpuBefore).TotalSeconds, 3),
            };
        }
    }

    private static void Increment(SortedDictionary<string, long> counts, string name) => counts[name] = counts.GetValueOrDefault(name) + 1;

    private void Leave()
    {
        lock (_gate) _inFlight.Now--;
    }

    public readonly struct Flight(Traffic traffic) : IDisposable
    {
        public void Dispose() => traffic.Leave();
    }
}
