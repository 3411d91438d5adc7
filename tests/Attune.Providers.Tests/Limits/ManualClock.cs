namespace Attune.Providers.Tests.Limits;

/// <summary>A clock that stands still until it is moved; its timers ring on the way, in their order. Thread-safe.</summary>
internal sealed class ManualClock : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _gate = new();
    private readonly List<Alarm> _alarms = [];
    private TimeSpan _passed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_gate) return _passed.Ticks;
    }

    public override DateTimeOffset GetUtcNow() => Start + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Advance(double seconds)
    {
        TimeSpan target;
        lock (_gate) target = _passed + TimeSpan.FromSeconds(seconds);
        while (Next(target) is { } alarm) alarm.Ring();
    }

    private Alarm? Next(TimeSpan target)
    {
        lock (_gate)
        {
            var next = _alarms.Where(a => a.Due <= target).MinBy(a => a.Due);
            if (next is not null) _alarms.Remove(next);
            _passed = next is null ? target : next.Due > _passed ? next.Due : _passed;
            return next;
        }
    }

    private sealed class Alarm(ManualClock clock, Action ring) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = clock._passed + dueTime;
                if (dueTime > TimeSpan.Zero) clock._alarms.Add(this);
                else ThreadPool.QueueUserWorkItem(_ => ring());
                return true;
            }
        }

        public void Dispose()
        {
            lock (clock._gate) clock._alarms.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
