using System.CommandLine;
using Attune.Web.ModelServer;

namespace Attune.Cli.Commands;

/// <summary>The options of <c>serve-model</c>.</summary>
internal sealed class ServeModelOptions
{
    private static readonly ModelHostOptions Defaults = new();

    private readonly Option<string> _urls = new("--urls") { Description = "Where to listen; port 0 takes a free one.", DefaultValueFactory = _ => Defaults.Urls };

    private readonly Option<bool> _allowRemote = new("--allow-remote") { Description = "Let --urls be reached from other machines. The server asks nobody for a key." };

    private readonly Option<string?> _latency = new("--latency") { Description = "How long an answer takes: 1s, or a range to draw from, 200ms-400ms." };

    private readonly Option<string?> _faults = new("--faults")
    {
        Description = "What goes wrong on purpose: a share of all requests, or shares by kind. Kinds: 429, 429-after, 500, drop, slow, malformed, empty, truncated.",
    };

    private readonly Option<long> _seed = new("--seed") { Description = "Chooses faults and latencies." };

    private readonly Option<bool> _prefixCache = new("--prefix-cache") { Description = "Report cached tokens as a provider with a prompt cache does." };

    private readonly Option<string> _cacheLifetime = new("--cache-ttl") { Description = "How long a cached prefix stays warm.", DefaultValueFactory = _ => "5m" };

    private readonly Option<int> _cacheLeastTokens = new("--cache-min-tokens") { Description = "Shorter prefixes are not cached.", DefaultValueFactory = _ => Defaults.CacheLeastTokens };

    private readonly Option<string> _longestBody = new("--max-body") { Description = "The longest request, up to 1GB.", DefaultValueFactory = _ => "16MB" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_urls, _allowRemote, _latency, _faults, _seed, _prefixCache, _cacheLifetime, _cacheLeastTokens, _longestBody]) command.Add(option);
    }

    /// <exception cref="BadInputException">A value cannot be read.</exception>
    public ModelHostOptions Read(ParseResult parsed)
    {
        var leastTokens = parsed.GetRequiredValue(_cacheLeastTokens);
        if (leastTokens < 0) throw new BadInputException($"--cache-min-tokens {leastTokens}", "is negative", "Give a number from 0");
        return new()
        {
            Urls = parsed.GetRequiredValue(_urls),
            AllowRemote = parsed.GetValue(_allowRemote),
            Latency = parsed.GetValue(_latency) is { } latency ? Latency.Parse(latency) : default,
            Faults = parsed.GetValue(_faults) is { } faults ? FaultPlan.Parse(faults) : FaultPlan.None,
            Seed = parsed.GetValue(_seed),
            PrefixCache = parsed.GetValue(_prefixCache),
            CacheLifetime = Quantity.Duration(parsed.GetRequiredValue(_cacheLifetime), "--cache-ttl"),
            CacheLeastTokens = leastTokens,
            LongestBody = Quantity.Bytes(parsed.GetRequiredValue(_longestBody), "--max-body"),
        };
    }
}
