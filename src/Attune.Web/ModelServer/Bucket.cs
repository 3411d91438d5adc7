namespace Attune.Web.ModelServer;

/// <summary>Holds what may be used in a minute, and fills evenly. Not thread-safe.</summary>
internal sealed class Bucket(int perMinute, TimeProvider clock)
{
    /// <summary>A sum of fractions of seconds may miss a whole number by this much.</summary>
    private const double Rounding = 1e-6;

    private double _level = perMinute;
    private long _seen = clock.GetTimestamp();

    /// <summary>How long until so much can be taken; what is more than the bucket holds can be taken when it is full.</summary>
    public TimeSpan WaitFor(int amount)
    {
        Refill();
        return TimeToFill(Math.Min(amount, perMinute) - _level);
    }

    /// <summary>Takes it, even where it is not there.</summary>
    public void Take(int amount) => _level -= amount;

    public RateLevel Level()
    {
        Refill();
        return new(perMinute, (int)Math.Max(0, Math.Floor(_level + Rounding)), TimeToFill(perMinute - _level));
    }

    public void Fill() => _level = perMinute;

    private TimeSpan TimeToFill(double amount) => amount <= Rounding ? TimeSpan.Zero : TimeSpan.FromMinutes(amount / perMinute);

    private void Refill()
    {
        var now = clock.GetTimestamp();
        _level = Math.Min(perMinute, _level + (clock.GetElapsedTime(_seen, now).TotalMinutes * perMinute));
        _seen = now;
    }
}
