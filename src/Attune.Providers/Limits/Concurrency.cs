namespace Attune.Providers.Limits;

/// <summary>
/// How many calls of an account may be under way at once: halved when one is refused, one more after each round of calls that went
/// well. Not thread-safe.
/// </summary>
/// <param name="most">The most at any time; null means that only refusals limit.</param>
internal sealed class Concurrency(int? most)
{
    private double _limit = most ?? double.PositiveInfinity;

    /// <summary>Counts the cuts. A call carries the number that it began with: one that was under way at a cut says nothing about what holds since.</summary>
    public int Round { get; private set; }

    /// <summary>Null where there is no limit.</summary>
    public int? Limit => double.IsFinite(_limit) ? (int)_limit : null;

    public bool HasRoom(int inFlight) => inFlight < Math.Floor(_limit);

    /// <summary>A call went well that began in a round.</summary>
    public void Grow(int round)
    {
        if (round == Round) _limit = Math.Min(_limit + (1 / _limit), most ?? double.PositiveInfinity);
    }

    /// <summary>A call was refused that began in a round; false where the answer to that has been given already.</summary>
    /// <param name="round">The round in which it began.</param>
    /// <param name="inFlight">The calls under way, the refused one included.</param>
    public bool TryCut(int round, int inFlight)
    {
        if (round != Round) return false;
        _limit = Math.Max(1, Math.Min(_limit, inFlight) / 2);
        Round++;
        return true;
    }
}
