namespace Attune.Providers.Limits;

/// <summary>Keeps what is spent in any minute under a limit. Not thread-safe. Times count from any one moment.</summary>
/// <param name="most">What may be spent; null means any amount.</param>
internal sealed class MinuteWindow(long? most)
{
    /// <summary>A second more than a minute: what is sent a minute apart does not arrive exactly so.</summary>
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(61);

    private readonly Queue<Spending> _spent = new();
    private long _sum;

    /// <summary>How long to wait until so much can be spent; zero means now. What is more than the limit waits until nothing else is left in the minute.</summary>
    public TimeSpan WaitFor(long amount, TimeSpan now)
    {
        if (most is not { } limit) return TimeSpan.Zero;
        Forget(now);
        var tooMuch = _sum + Math.Min(amount, limit) - limit;
        foreach (var spending in _spent)
        {
            if (tooMuch <= 0) break;
            tooMuch -= spending.Amount;
            if (tooMuch <= 0) return spending.At + Length - now;
        }

        return TimeSpan.Zero;
    }

    public Spending Spend(long amount, TimeSpan now)
    {
        var spending = new Spending(now, amount);
        if (most is null) return spending;
        _spent.Enqueue(spending);
        _sum += amount;
        return spending;
    }

    /// <summary>Says what was really spent.</summary>
    public void Correct(Spending spending, long amount)
    {
        if (most is not null && !spending.IsOver) _sum += amount - spending.Amount;
        spending.Amount = amount;
    }

    private void Forget(TimeSpan now)
    {
        while (_spent.TryPeek(out var oldest) && oldest.At + Length <= now)
        {
            _sum -= oldest.Amount;
            oldest.IsOver = true;
            _spent.Dequeue();
        }
    }
}

/// <summary>Something that was spent.</summary>
internal sealed class Spending(TimeSpan at, long amount)
{
    public TimeSpan At { get; } = at;

    public long Amount { get; set; } = amount;

    /// <summary>True once it is out of the minute.</summary>
    public bool IsOver { get; set; }
}
