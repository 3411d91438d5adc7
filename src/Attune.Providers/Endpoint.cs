using Attune.Models;

namespace Attune.Providers;

/// <summary>Where a model is served and with which key. Not a record: nothing may print the key.</summary>
internal sealed class Endpoint
{
    private Endpoint(ModelName name, Vendor vendor, Uri url, bool isVendors, string? keyVariable, string? key, EndpointSettings? settings) =>
        (Name, Vendor, Url, IsVendors, KeyVariable, Key, Settings) = (name, vendor, url, isVendors, keyVariable, key, settings);

    public ModelName Name { get; }

    /// <summary>Whose protocol it speaks.</summary>
    public Vendor Vendor { get; }

    /// <summary>The base URL, without key or query.</summary>
    public Uri Url { get; }

    /// <summary>True for the vendor's own endpoint, false for a compatible server.</summary>
    public bool IsVendors { get; }

    /// <summary>The environment variable to put a key into; null where the user named none.</summary>
    public string? KeyVariable { get; }

    /// <summary>Null where none is set; then none is sent.</summary>
    public string? Key { get; }

    /// <summary>What the user says about this address; null where nothing.</summary>
    public EndpointSettings? Settings { get; }

    /// <summary>What the user says about the model.</summary>
    public ModelSettings? Model => Settings?.Models.GetValueOrDefault(Name.Model);

    /// <summary>Finds a built-in endpoint: the name's own URL, else the vendor's variable, else the vendor's endpoint.</summary>
    /// <param name="name">The model.</param>
    /// <param name="vendor">Its provider.</param>
    /// <param name="environment">Holds URL and key.</param>
    /// <param name="settings">What the user says about the vendor's own endpoint.</param>
    /// <param name="needsKey">Whether to refuse the vendor's own endpoint without a key.</param>
    /// <exception cref="BadInputException">The URL is unfit, the key cannot be sent, or the vendor's own endpoint would be called without one.</exception>
    public static Endpoint BuiltIn(ModelName name, Vendor vendor, Func<string, string?> environment, EndpointSettings? settings, bool needsKey)
    {
        var given = name.BaseUrl ?? Set(environment(vendor.UrlVariable));
        var key = ReadKey(name, vendor.KeyVariable, environment);
        if (needsKey && given is null && key is null)
        {
            throw new BadInputException(
                $"model '{name}'",
                $"needs a key: {vendor.KeyVariable} is not set",
                $"Set {vendor.KeyVariable}, or name a server of your own, as {vendor.Provider}:{name.Model}@http://127.0.0.1:8080{vendor.LocalPath}");
        }

        return given is null
            ? new(name, vendor, vendor.Url, isVendors: true, vendor.KeyVariable, key, settings)
            : new(name, vendor, ParseUrl(name, given), isVendors: false, vendor.KeyVariable, key, settings: null);
    }

    /// <summary>An endpoint that the user named.</summary>
    /// <param name="name">The model; its provider is the endpoint's name.</param>
    /// <param name="vendor">Whose protocol the endpoint speaks.</param>
    /// <param name="environment">Holds the key.</param>
    /// <param name="settings">The endpoint.</param>
    /// <param name="needsKey">Whether to refuse it while its variable is not set.</param>
    /// <exception cref="BadInputException">The URL is unfit, the name has one of its own, or the key is missing or cannot be sent.</exception>
    public static Endpoint Named(ModelName name, Vendor vendor, Func<string, string?> environment, EndpointSettings settings, bool needsKey)
    {
        // Its key belongs to its own address and must not go to another.
        if (name.BaseUrl is not null)
            throw new BadInputException($"model '{name}'", $"gives a base URL, and the endpoint '{settings.Name}' has its own", $"Write {settings.Name}:{name.Model}, or change the endpoint's url");
        var key = settings.KeyVariable is { } variable ? ReadKey(name, variable, environment) : null;
        if (needsKey && settings.KeyVariable is not null && key is null)
            throw new BadInputException($"model '{name}'", $"needs a key: {settings.KeyVariable} is not set", $"Set {settings.KeyVariable}, or leave key_variable out if the endpoint wants none");
        return new(name, vendor, ParseUrl(name, settings.Url ?? ""), isVendors: false, settings.KeyVariable, key, settings);
    }

    private static string? ReadKey(ModelName name, string variable, Func<string, string?> environment)
    {
        var key = Set(environment(variable));
        return key?.All(c => c is > ' ' and <= '~') == false
            ? throw new BadInputException($"model '{name}'", $"cannot use {variable}: it holds characters that no key has", $"Set {variable} anew")
            : key;
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
