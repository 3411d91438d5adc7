using Attune.Histories;

namespace Attune.Runs;

/// <summary>
/// The trials still to run that begin with the same history and ask the same model. The first of them is the leader: it fills the
/// endpoint's prompt cache, and the others follow when it is warm. Taken from by one thread; told of answers by any.
/// </summary>
internal sealed class PrefixGroup
{
    /// <summary>Providers keep a prefix for five minutes after its last use, and an answer may be under way for one of them.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(4);

    private readonly Queue<TrialSpec> _pending;
    private readonly Lazy<History?> _history;
    private readonly bool _needsLeader;
    private readonly Lock _gate = new();
    private Warmth _warmth;
    private long _lastUse;

    /// <param name="trials">At least one.</param>
    /// <param name="history">Laid out when the first trial asks for it; null inside for trials without one.</param>
    /// <param name="needsLeader">False where there is no cache to fill: the trials are independent then.</param>
    public PrefixGroup(IEnumerable<TrialSpec> trials, Lazy<History?> history, bool needsLeader)
    {
        (_pending, _history, _needsLeader) = (new(trials), history, needsLeader);
        _warmth = needsLeader ? Warmth.Cold : Warmth.Warm;
    }

    private enum Warmth
    {
        Cold,
        Warming,
        Warm,
    }

    public int Pending => _pending.Count;

    public History? History => _history.Value;

    /// <summary>The next trial, if it may begin now; null where there is none or its leader has not been answered yet.</summary>
    /// <param name="leads">Whether to take a leader or a follower.</param>
    /// <param name="time">Now.</param>
    public QueuedTrial? Take(bool leads, TimeProvider time)
    {
        lock (_gate)
        {
            if (_needsLeader && _warmth == Warmth.Warm && time.GetElapsedTime(_lastUse) > Lifetime) _warmth = Warmth.Cold;
            if (_pending.Count == 0 || _warmth != (leads ? Warmth.Cold : Warmth.Warm)) return null;
            if (leads) _warmth = Warmth.Warming;
            _lastUse = time.GetTimestamp();
            return new(this, _pending.Dequeue(), leads);
        }
    }

    /// <summary>An endpoint has answered one of the trials just now.</summary>
    public void Warm(TimeProvider time)
    {
        lock (_gate) (_warmth, _lastUse) = (Warmth.Warm, time.GetTimestamp());
    }

    /// <summary>The leader has ended; where no endpoint answered it, another must lead.</summary>
    public void LeaderEnded()
    {
        lock (_gate)
        {
            if (_warmth == Warmth.Warming) _warmth = Warmth.Cold;
        }
    }
}
