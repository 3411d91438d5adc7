namespace Attune.Models;

/// <summary>What the calls of one trial in one role came to. For one trial, whose calls follow one another.</summary>
/// <param name="price">What the model costs; null where that is not known.</param>
internal sealed class CallMeter(ModelPrice? price)
{
    private double _usd;

    /// <summary>Calls made, those made again after a fault included; 0 where every answer came from the response cache.</summary>
    public int Attempts { get; private set; }

    /// <summary>Attempts that the endpoint refused because of its limits.</summary>
    public int Throttled { get; private set; }

    /// <summary>Attempts whose tokens nobody knows, though they may have been billed.</summary>
    public int WithoutUsage { get; private set; }

    /// <summary>Tokens of the calls that were answered.</summary>
    public TokenUsage Usage { get; private set; } = TokenUsage.None;

    /// <summary>US dollars, each call at the price of its length; 0 where none was made, null where the price or what an attempt took is not known.</summary>
    public double? CostUsd => WithoutUsage > 0 ? null : CountedUsd;

    /// <summary>US dollars for the calls that said what they took; null where the price is not known.</summary>
    public double? CountedUsd => Attempts == 0 ? 0 : price is null ? null : _usd;

    /// <summary>True where an attempt was billed, or may have been.</summary>
    public bool MayHaveCost => WithoutUsage > 0 || Usage != TokenUsage.None;

    /// <summary>Milliseconds of the calls that were answered, waiting in queues and between attempts not included.</summary>
    public double LatencyMs { get; private set; }

    public void Begin() => Attempts++;

    /// <param name="usage">Null where the endpoint does not say.</param>
    /// <param name="latency">How long the answer took.</param>
    public void Answered(TokenUsage? usage, TimeSpan latency)
    {
        Usage += usage ?? TokenUsage.None;
        _usd += usage is null ? 0 : price?.Of(usage) ?? 0;
        if (usage is null) WithoutUsage++;
        LatencyMs += latency.TotalMilliseconds;
    }

    public void Failed(ModelCallException fault)
    {
        if (fault.Fault == CallFault.RateLimited) Throttled++;
        if (fault.MayBeBilled) WithoutUsage++;
    }
}
