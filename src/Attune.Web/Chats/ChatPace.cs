using System.Threading.RateLimiting;

namespace Attune.Web.Chats;

/// <summary>How fast one person may ask a model, whatever their quota: 30 times a minute. Thread-safe.</summary>
internal sealed class ChatPace : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> _people = PartitionedRateLimiter.Create<string, string>(id =>
        RateLimitPartition.GetSlidingWindowLimiter(id, _ => new() { PermitLimit = 30, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, QueueLimit = 0 }));

    public bool TryTake(string participationId)
    {
        using var lease = _people.AttemptAcquire(participationId);
        return lease.IsAcquired;
    }

    public ValueTask DisposeAsync() => _people.DisposeAsync();
}
