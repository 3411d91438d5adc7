using System.Net;

namespace Attune.Web.Hosting;

/// <summary>Tells this machine from others by its name in a URL.</summary>
internal static class HostNames
{
    // A name other than localhost may resolve to anything, and the server would listen on every interface for it.
    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
