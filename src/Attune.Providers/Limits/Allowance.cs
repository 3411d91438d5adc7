namespace Attune.Providers.Limits;

/// <summary>
/// What is left of one of an endpoint's limits, by our own count: the endpoint's word is as old as the answer that brought it, and
/// calls have begun since. Not thread-safe. Times count from any one moment.
/// </summary>
internal sealed class Allowance
{
    /// <summary>No word of an endpoint is waited for longer.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <summary>How long a limit that should be full again is taken to last, until the endpoint says more of it.</summary>
    private static readonly TimeSpan UsualTerm = TimeSpan.FromMinutes(1);

    private long? _limit;
    private long _left;
    private TimeSpan _until = TimeSpan.MinValue;

    /// <summary>True where the limit is taken to be full again and the endpoint has not said so.</summary>
    private bool _assumed;

    /// <summary>Takes in what the endpoint says.</summary>
    /// <param name="standing">Its word.</param>
    /// <param name="underWay">What the calls under way cost: taken off where nothing better is known.</param>
    /// <param name="uncounted">What all calls cost that it may not have counted when it said so: those that were under way when the answered one was sent, and all since.</param>
    /// <param name="now">When it came.</param>
    public void Heed(Standing standing, long underWay, long uncounted, TimeSpan now)
    {
        var reset = now + (standing.Reset < LongestWait ? standing.Reset : LongestWait);
        if (now >= _until)
        {
            (_left, _until) = (standing.Left - underWay, reset);
        }
        else
        {
            // Answers overtake each other: an old one must not bring back what was used since, nor the time when less was used.
            _left = Math.Clamp(_left, standing.Left - Math.Max(0, uncounted), standing.Left);
            if (_assumed || _left == standing.Left || reset > _until) _until = reset;
        }

        (_limit, _assumed) = (standing.Limit, false);
    }

    /// <summary>How long to wait until so much may be used; zero means now.</summary>
    public TimeSpan WaitFor(long amount, TimeSpan now)
    {
        Renew(now);
        return now >= _until || _left >= Math.Max(1, Math.Min(amount, _limit ?? long.MaxValue)) ? TimeSpan.Zero : _until - now;
    }

    public void Use(long amount) => _left -= amount;

    private void Renew(TimeSpan now)
    {
        if (now < _until || _assumed || _limit is not { } full) return;
        (_left, _until, _assumed) = (full, now + UsualTerm, true);
    }
}
