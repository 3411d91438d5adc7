namespace Attune.Providers.Limits;

/// <summary>
/// How many calls of an account may be under way at once: one more after each round of calls that went well, halved when one is
/// refused. Where it is the last step up that was refused, only that step is taken back, since the number before it has held; the next
/// try then takes twice as many rounds as the one before, so that a limit that stays is seldom run against. Not thread-safe.
/// </summary>
/// <param name="most">The most at any time; null means that only refusals limit.</param>
internal sealed class Concurrency(int? most)
{
    /// <summary>After so many rounds at the latest, one call more is tried.</summary>
    private const int MostRounds = 16;

    private double _limit = most ?? double.PositiveInfinity;

    /// <summary>The limit after the last cut.</summary>
    private double _held = double.PositiveInfinity;

    /// <summary>How many calls at once were too many when a step was last taken back.</summary>
    private double _tooMany = double.PositiveInfinity;

    /// <summary>Rounds that must go well for one call more.</summary>
    private int _rounds = 1;

    /// <summary>Counts the cuts. A call carries the number that it began with: one that was under way at a cut says nothing about what holds since.</summary>
    public int Round { get; private set; }

    /// <summary>Null where there is no limit.</summary>
    public int? Limit => double.IsFinite(_limit) ? (int)_limit : null;

    public bool HasRoom(int inFlight) => inFlight < Math.Floor(_limit);

    /// <summary>A call went well that began in a round.</summary>
    public void Grow(int round)
    {
        if (round != Round) return;
        _limit = Math.Min(_limit + (1 / (_limit * _rounds)), most ?? double.PositiveInfinity);
        if (_limit >= _tooMany + 1) (_tooMany, _rounds) = (double.PositiveInfinity, 1);
    }

    /// <summary>A call was refused that began in a round.</summary>
    /// <param name="round">The round in which it began.</param>
    /// <param name="inFlight">The calls under way, the refused one included.</param>
    public Cut Refuse(int round, int inFlight)
    {
        if (round != Round) return Cut.None;
        Round++;
        var step = Math.Floor(_limit);
        if (inFlight >= step && step > Math.Floor(_held))
        {
            (_limit, _held, _tooMany, _rounds) = (step - 1, step - 1, step, Math.Min(_rounds * 2, MostRounds));
            return Cut.Step;
        }

        _limit = _held = Math.Max(1, Math.Min(_limit, inFlight) / 2);
        (_tooMany, _rounds) = (double.PositiveInfinity, 1);
        return Cut.Half;
    }
}
