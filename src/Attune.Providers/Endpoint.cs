using Attune.Models;

namespace Attune.Providers;

/// <summary>Where a model is served and with which key. Not a record: nothing may print the key.</summary>
internal sealed class Endpoint
{
    private Endpoint(ModelName name, Vendor vendor, Uri url, bool isVendors, string? key) =>
        (Name, Vendor, Url, IsVendors, Key) = (name, vendor, url, isVendors, key);

    public ModelName Name { get; }

    public Vendor Vendor { get; }

    /// <summary>The base URL, without key or query.</summary>
    public Uri Url { get; }

    /// <summary>True for the vendor's own endpoint, false for a compatible server.</summary>
    public bool IsVendors { get; }

    /// <summary>Null where none is set; then none is sent.</summary>
    public string? Key { get; }

    /// <summary>Finds the endpoint of a model: the name's own URL, else the vendor's variable, else the vendor's endpoint.</summary>
    /// <exception cref="BadInputException">The URL is unfit, the key cannot be sent, or the vendor's own endpoint would be called without one.</exception>
    public static Endpoint Of(ModelName name, Vendor vendor, Func<string, string?> environment)
    {
        var given = name.BaseUrl ?? Set(environment(vendor.UrlVariable));
        var key = Set(environment(vendor.KeyVariable));
        if (given is null && key is null)
        {
            throw new BadInputException(
                $"model '{name}'",
                $"needs a key: {vendor.KeyVariable} is not set",
                $"Set {vendor.KeyVariable}, or name a server of your own, as {vendor.Provider}:{name.Model}@http://127.0.0.1:8080{vendor.LocalPath}");
        }

        if (key?.All(c => c is > ' ' and <= '~') == false)
            throw new BadInputException($"model '{name}'", $"cannot use {vendor.KeyVariable}: it holds characters that no key has", $"Set {vendor.KeyVariable} anew");
        return new(name, vendor, given is null ? vendor.Url : ParseUrl(name, given), given is null, key);
    }

    private static string? Set(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    /// <summary>Model names are written to runs and reports, so a URL with a password in it is refused, and not repeated.</summary>
    private static Uri ParseUrl(ModelName name, string given)
    {
        var place = $"model '{name.Provider}:{name.Model}'";
        if (!Uri.TryCreate(given, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            throw new BadInputException(place, "has a base URL that is none", "Write it like http://127.0.0.1:8080/v1");
        return url is { UserInfo: "", Query: "", Fragment: "" }
            ? url
            : throw new BadInputException(place, "has a base URL with a user name, a query or a fragment", "Give scheme, host and path only; keys belong in environment variables");
    }
}
