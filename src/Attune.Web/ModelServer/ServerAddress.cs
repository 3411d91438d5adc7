using System.Net;

namespace Attune.Web.ModelServer;

/// <summary>Decides where the server may listen.</summary>
internal static class ServerAddress
{
    /// <summary>The addresses of an option's value.</summary>
    /// <exception cref="BadInputException">One of them is no address to listen on, or is reached from other machines without leave.</exception>
    public static IReadOnlyList<string> Read(string urls, bool allowRemote, bool asksForKey)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0) throw Unusable(urls, "names no address");
        foreach (var address in addresses)
        {
            // Every interface is written as a host that is no host.
            var url = address.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
            if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0)
                throw Unusable(address, "is no address to listen on");
            if (!allowRemote && !IsLoopback(uri))
                throw Remote(address, asksForKey);
        }

        return addresses;
    }

    // A name other than localhost may resolve to anything, and the server would listen on every interface for it.
    private static bool IsLoopback(Uri uri) =>
        uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static BadInputException Remote(string address, bool asksForKey) => new(
        $"--urls {address}",
        asksForKey ? "can be reached from other machines" : "can be reached from other machines, and the server asks nobody for a key",
        "Use 127.0.0.1, or say --allow-remote");

    private static BadInputException Unusable(string address, string problem) =>
        new($"--urls {address}", problem, "Write it like http://127.0.0.1:8081, without a path; only http is served");
}
