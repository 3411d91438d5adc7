using Attune.Models;

namespace Attune.Runs.Costs;

/// <summary>Adds up what one model took in one role. Its latencies are kept; nothing else of a trial is.</summary>
internal sealed class RoleUsage(ModelPrice? price)
{
    private readonly List<double> _latencies = [];

    public long Calls { get; private set; }

    public TokenUsage Tokens { get; private set; } = TokenUsage.None;

    /// <summary>US dollars; null where any call's price was not known, or what it took.</summary>
    public double? CostUsd { get; private set; } = 0;

    /// <summary>US dollars for the calls that said what they took; null where any call's price was not known.</summary>
    public double? CostAtLeastUsd { get; private set; } = 0;

    /// <summary>US dollars that the calls would have cost more if nothing were read from a cache nor written to one; null where the price is not known.</summary>
    public double? SavedUsd { get; private set; } = price is null ? null : 0;

    public long Attempts { get; private set; }

    public long Throttled { get; private set; }

    public long WithoutUsage { get; private set; }

    /// <summary>Adds one trial.</summary>
    /// <param name="usage">Its tokens.</param>
    /// <param name="usd">Its cost, and as much of it as is known.</param>
    /// <param name="attempts">Calls, those made again included.</param>
    /// <param name="wanted">Answers that it needed: all of the calls beyond that were made again.</param>
    /// <param name="throttled">Attempts that were refused because of the endpoint's limits.</param>
    /// <param name="latencyMs">Of the answered calls together.</param>
    /// <param name="withoutUsage">Attempts whose tokens nobody knows.</param>
    public void Add(TokenUsage usage, (double? All, double? AtLeast) usd, int attempts, int wanted, int throttled, double latencyMs, int withoutUsage = 0)
    {
        Calls += Math.Min(wanted, attempts);
        Tokens += usage;
        CostUsd += usd.All;
        CostAtLeastUsd += usd.AtLeast;
        SavedUsd += price?.SavedBy(usage);
        Attempts += attempts;
        Throttled += throttled;
        WithoutUsage += withoutUsage;
        if (attempts > 0 && latencyMs > 0) _latencies.Add(latencyMs);
    }

    /// <summary>The latency that so large a share of the trials stayed within, by the nearest rank; null where no call was answered.</summary>
    public double? Latency(double share)
    {
        if (_latencies.Count == 0) return null;
        _latencies.Sort();
        return Math.Round(_latencies[Math.Max((int)Math.Ceiling(share * _latencies.Count) - 1, 0)], 3);
    }
}
