using Attune.Web.Hosting;

namespace Attune.Web.ModelServer;

/// <summary>Decides where the server may listen.</summary>
internal static class ServerAddress
{
    /// <summary>The addresses of an option's value.</summary>
    /// <exception cref="BadInputException">One of them is no address to listen on, or is reached from other machines without leave.</exception>
    public static IReadOnlyList<string> Read(string urls, bool allowRemote, bool asksForKey)
    {
        var addresses = ListenAddress.Read(urls, new ModelHostOptions().Urls);
        if (!allowRemote && addresses.FirstOrDefault(a => !a.IsLoopback) is { } remote) throw Remote(remote.Text, asksForKey);
        return [.. addresses.Select(a => a.Text)];
    }

    private static BadInputException Remote(string address, bool asksForKey) => new(
        $"--urls {address}",
        asksForKey ? "can be reached from other machines" : "can be reached from other machines, and the server asks nobody for a key",
        "Use 127.0.0.1, or say --allow-remote");
}
