namespace Attune.Providers.Limits;

/// <summary>What the limiter of one account has done so far. The counts only grow, so that they can be shown as metrics.</summary>
/// <param name="Endpoint">The account's base URL; its key is not shown.</param>
public sealed record LimiterReport(Uri Endpoint)
{
    /// <summary>Calls that were let through, those made again included.</summary>
    public long Calls { get; init; }

    /// <summary>Calls that had to wait for their turn, those cancelled while they waited included.</summary>
    public long Waits { get; init; }

    /// <summary>How long all of them waited together, whoever waits still not included.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>Calls that the endpoint refused: too many in a short time, or overloaded. A used-up quota is not counted.</summary>
    public long Refused { get; init; }

    /// <summary>How often fewer calls at once were allowed because of a refusal.</summary>
    public long Cuts { get; init; }

    /// <summary>Calls under way.</summary>
    public int InFlight { get; init; }

    /// <summary>Calls that wait for their turn.</summary>
    public int Waiting { get; init; }

    /// <summary>Calls that may be under way at once; null as long as nothing limits them.</summary>
    public int? MaxInFlight { get; init; }
}
