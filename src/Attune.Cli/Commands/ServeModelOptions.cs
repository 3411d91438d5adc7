using System.CommandLine;
using Attune.Web.ModelServer;

namespace Attune.Cli.Commands;

/// <summary>The options of <c>serve-model</c>.</summary>
internal sealed class ServeModelOptions
{
    private static readonly ModelHostOptions Defaults = new();

    private readonly Option<string> _urls = new("--urls") { Description = "Where to listen; port 0 takes a free one.", DefaultValueFactory = _ => Defaults.Urls };

    private readonly Option<bool> _allowRemote = new("--allow-remote") { Description = "Let --urls be reached from other machines. Without --require-key, the server asks nobody for a key." };

    private readonly Option<string?> _requireKey = new("--require-key") { Description = "Answer only requests that carry this key, as Authorization: Bearer KEY or x-api-key: KEY." };

    private readonly Option<int?> _requestsPerMinute = new("--requests-per-minute") { Description = "Refuse more requests with 429 and Retry-After, as a vendor does." };

    private readonly Option<int?> _tokensPerMinute = new("--tokens-per-minute") { Description = "Refuse requests beyond this many tokens with 429 and Retry-After." };

    private readonly Option<int?> _maxInFlight = new("--max-in-flight") { Description = "Refuse more requests at once with 429, without Retry-After." };

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

    private readonly Option<string> _longestUpload = new("--max-upload") { Description = "The largest training file, up to 1GB.", DefaultValueFactory = _ => "64MB" };

    private readonly Option<string> _tuningTime = new("--tuning-time") { Description = "How long a fine-tuning job seems to take; nothing is trained.", DefaultValueFactory = _ => "2s" };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])
            [
                _urls, _allowRemote, _requireKey, _latency, _faults, _seed, _requestsPerMinute, _tokensPerMinute, _maxInFlight,
                _prefixCache, _cacheLifetime, _cacheLeastTokens, _longestBody, _longestUpload, _tuningTime,
            ])
            command.Add(option);
    }

    /// <exception cref="BadInputException">A value cannot be read.</exception>
    public ModelHostOptions Read(ParseResult parsed)
    {
        var leastTokens = parsed.GetRequiredValue(_cacheLeastTokens);
        if (leastTokens < 0) throw new BadInputException($"--cache-min-tokens {leastTokens}", "is negative", "Give a number from 0");
        if (parsed.GetValue(_requireKey) is { } key && (key.Length == 0 || key.Any(c => c is <= ' ' or > '~')))
            throw new BadInputException("--require-key", "has a key that no header can carry", "Give visible ASCII characters without spaces");
        return new()
        {
            Urls = parsed.GetRequiredValue(_urls),
            AllowRemote = parsed.GetValue(_allowRemote),
            RequiredKey = parsed.GetValue(_requireKey),
            RequestsPerMinute = Positive(parsed, _requestsPerMinute),
            TokensPerMinute = Positive(parsed, _tokensPerMinute),
            MaxInFlight = Positive(parsed, _maxInFlight),
            Latency = parsed.GetValue(_latency) is { } latency ? Latency.Parse(latency) : default,
            Faults = parsed.GetValue(_faults) is { } faults ? FaultPlan.Parse(faults) : FaultPlan.None,
            Seed = parsed.GetValue(_seed),
            PrefixCache = parsed.GetValue(_prefixCache),
            CacheLifetime = Quantity.Duration(parsed.GetRequiredValue(_cacheLifetime), "--cache-ttl"),
            CacheLeastTokens = leastTokens,
            LongestBody = Quantity.Bytes(parsed.GetRequiredValue(_longestBody), "--max-body"),
            LongestUpload = Quantity.Bytes(parsed.GetRequiredValue(_longestUpload), "--max-upload"),
            TuningTime = Quantity.Duration(parsed.GetRequiredValue(_tuningTime), "--tuning-time"),
        };
    }

    private static int? Positive(ParseResult parsed, Option<int?> option) => parsed.GetValue(option) is not { } number || number > 0
        ? parsed.GetValue(option)
        : throw new BadInputException($"{option.Name} {number}", "is less than 1", "Give a number from 1, or leave the option out for no limit");
}
