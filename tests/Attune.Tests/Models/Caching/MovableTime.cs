namespace Attune.Tests.Models.Caching;

/// <summary>A clock that stands still until it is moved.</summary>
public sealed class MovableTime : TimeProvider
{
    private DateTimeOffset _now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
