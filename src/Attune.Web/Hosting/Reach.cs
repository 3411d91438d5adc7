using System.Net;

namespace Attune.Web.Hosting;

/// <summary>From where the console can be reached, and so whether it opens for its owner without ceremony.</summary>
/// <param name="ThisMachineOnly">Whether it listens on loopback alone, with no proxy before it, and was not told to ask everybody.</param>
internal sealed record Reach(bool ThisMachineOnly)
{
    /// <summary>What a proxy adds. Who comes by a proxy does not sit at this machine.</summary>
    private static readonly string[] MarksOfProxies = ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"];

    /// <summary>
    /// Whether whoever asks is taken for the owner. The connection must come from this machine, and the browser must have asked this machine
    /// by its own name: a page of somebody else's whose name was made to lead here has that name in Host.
    /// </summary>
    public bool IsAtThisMachine(HttpContext http) =>
        ThisMachineOnly
        && http.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && HostNames.IsLoopback(http.Request.Host.Host)
        // Browsers speak a newer version; proxies that leave no other mark speak this one.
        && !HttpProtocol.IsHttp10(http.Request.Protocol)
        && !MarksOfProxies.Any(http.Request.Headers.ContainsKey);

    /// <summary>Whether the request may be answered at all.</summary>
    public bool Admits(HttpContext http) => !ThisMachineOnly || IsAtThisMachine(http);
}
