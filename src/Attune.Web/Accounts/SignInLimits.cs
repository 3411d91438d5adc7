using System.Threading.RateLimiting;

namespace Attune.Web.Accounts;

/// <summary>How often a password may be tried: for one account, and from one address. Thread-safe.</summary>
internal sealed class SignInLimits(int perAccount = 10, int perAddress = 40, TimeSpan? window = null) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> _accounts = Limiter(perAccount, window ?? TimeSpan.FromMinutes(5));
    private readonly PartitionedRateLimiter<string> _addresses = Limiter(perAddress, window ?? TimeSpan.FromMinutes(5));

    /// <summary>Takes one attempt; false where there have been too many, whether or not they were right.</summary>
    public bool TryTake(string name, System.Net.IPAddress? address)
    {
        using var byAddress = _addresses.AttemptAcquire(Network(address));
        if (!byAddress.IsAcquired) return false;
        using var byAccount = _accounts.AttemptAcquire(AccountName.Key(name));
        return byAccount.IsAcquired;
    }

    public async ValueTask DisposeAsync()
    {
        await _accounts.DisposeAsync();
        await _addresses.DisposeAsync();
    }

    /// <summary>Of IPv6 one person usually has a whole network of 64 bits.</summary>
    private static string Network(System.Net.IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
    }

    private static PartitionedRateLimiter<string> Limiter(int attempts, TimeSpan window) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new() { PermitLimit = attempts, Window = window, SegmentsPerWindow = 5, QueueLimit = 0 }));
}
