namespace Attune.Web.Hosting;

/// <summary>One address of <c>--urls</c>.</summary>
/// <param name="Text">As given.</param>
/// <param name="IsLoopback">Whether only this machine can reach it.</param>
internal sealed record ListenAddress(string Text, bool IsLoopback)
{
    /// <summary>The addresses of an option's value.</summary>
    /// <param name="urls">Separated by semicolons.</param>
    /// <param name="example">One that would do.</param>
    /// <exception cref="BadInputException">One of them is no address to listen on.</exception>
    public static IReadOnlyList<ListenAddress> Read(string urls, string example)
    {
        var addresses = urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (addresses.Length == 0) throw Unusable(urls, "names no address", example);
        return [.. addresses.Select(a => ReadOne(a, example))];
    }

    private static ListenAddress ReadOne(string address, string example)
    {
        // Every interface is written as a host that is no host.
        var url = address.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal);
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttp && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0
            ? new(address, HostNames.IsLoopback(uri.Host))
            : throw Unusable(address, "is no address to listen on", example);
    }

    private static BadInputException Unusable(string address, string problem, string example) =>
        new($"--urls {address}", problem, $"Write it like {example}, without a path; only http is served");
}
