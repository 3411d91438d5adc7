using System.Collections.Concurrent;

namespace Attune.Tests.Models;

/// <summary>A clock whose timers ring at once; it remembers what they were set to.</summary>
internal sealed class FakeTime : TimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime > TimeSpan.Zero) Waits.Enqueue(dueTime);
        return System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
    }
}
