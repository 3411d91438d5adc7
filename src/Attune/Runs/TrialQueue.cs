namespace Attune.Runs;

/// <summary>
/// The order in which trials begin, so that every shared prefix is paid for once: the first trial on a history goes alone, the
/// others follow while the endpoint's cache is warm, and what is warm is finished before much else is begun. One consumer takes;
/// any thread may tell of answers.
/// </summary>
/// <param name="groups">Enumerated as far as it is needed.</param>
/// <param name="inFlight">Trials that run at once.</param>
/// <param name="time">Tells how long a prefix has been warm.</param>
internal sealed class TrialQueue(IEnumerable<PrefixGroup> groups, int inFlight, TimeProvider time) : IDisposable
{
    /// <summary>
    /// Groups are opened until their trials last for so many rounds of calls: fewer, and calls end before the next leader is
    /// answered; more, and a prefix goes cold before its last trial has begun.
    /// </summary>
    private const int RoundsAhead = 4;

    private readonly IEnumerator<PrefixGroup> _unopened = groups.GetEnumerator();
    private readonly List<PrefixGroup> _open = [];
    private readonly SemaphoreSlim _changed = new(0);
    private bool _allOpened;

    /// <summary>The next trial, when it may begin; null where none is left.</summary>
    /// <param name="cancellationToken">Stops waiting.</param>
    public async ValueTask<QueuedTrial?> TakeAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (Next() is { } due) return due;
            if (_open.Count == 0) return null;
            await _changed.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>An endpoint has answered the trial: its prefix is warm.</summary>
    public void Answered(QueuedTrial trial)
    {
        trial.Group.Warm(time);
        if (trial.Leads) _changed.Release();
    }

    /// <summary>The trial has ended in whatever way.</summary>
    public void Ended(QueuedTrial trial)
    {
        if (!trial.Leads) return;
        trial.Group.LeaderEnded();
        _changed.Release();
    }

    public void Dispose()
    {
        _unopened.Dispose();
        _changed.Dispose();
    }

    private QueuedTrial? Next()
    {
        _open.RemoveAll(g => g.Pending == 0);
        if (FirstOf(leads: true) is { } leader) return leader;
        while (_open.Sum(g => g.Pending) < RoundsAhead * inFlight && Open() is { } opened)
            if (opened.Take(leads: true, time) is { } first) return first;
        return FirstOf(leads: false);
    }

    private QueuedTrial? FirstOf(bool leads)
    {
        foreach (var group in _open)
            if (group.Take(leads, time) is { } trial) return trial;
        return null;
    }

    private PrefixGroup? Open()
    {
        if (_allOpened || (_allOpened = !_unopened.MoveNext())) return null;
        _open.Add(_unopened.Current);
        return _unopened.Current;
    }
}
