namespace Attune.Web.ModelServer;

/// <summary>How a model is served. Every property has a default that works.</summary>
public sealed record ModelHostOptions
{
    /// <summary>Where to listen: one or more <c>http</c> URLs, separated by semicolons. Port 0 takes a free one. Default: <c>http://127.0.0.1:8081</c>.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:8081";

    /// <summary>Whether <see cref="Urls"/> may be reached from other machines; otherwise such addresses are refused. Only <see cref="RequiredKey"/> keeps others out.</summary>
    public bool AllowRemote { get; init; }

    /// <summary>The key that requests must carry, in <c>Authorization: Bearer</c> or <c>x-api-key</c>; others get status 401. Default: null, no key is looked at.</summary>
    public string? RequiredKey { get; init; }

    /// <summary>Requests that are let in per minute, at least 1; more get status 429 with <c>Retry-After</c>. Default: null, any number.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Tokens of prompts and answers per minute, at least 1; requests beyond get status 429 with <c>Retry-After</c>. Default: null, any number.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>Requests that are worked on at once, at least 1; more get status 429 at once, without <c>Retry-After</c>. Default: null, any number.</summary>
    public int? MaxInFlight { get; init; }

    /// <summary>How long answers take. Default: as long as the model needs.</summary>
    public Latency Latency { get; init; }

    /// <summary>What goes wrong on purpose. Default: nothing.</summary>
    public FaultPlan Faults { get; init; } = FaultPlan.None;

    /// <summary>Chooses faults and latencies.</summary>
    public long Seed { get; init; }

    /// <summary>Whether usage is accounted as by a provider with a prompt cache.</summary>
    public bool PrefixCache { get; init; }

    /// <summary>How long a cached prefix is kept after its last use. Default: 5 minutes.</summary>
    public TimeSpan CacheLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Prefixes of fewer tokens are not cached. Default: 1024.</summary>
    public int CacheLeastTokens { get; init; } = 1024;

    /// <summary>The longest request body in bytes. Default: 16 MB.</summary>
    public int LongestBody { get; init; } = 16 << 20;

    /// <summary>The largest file that may be uploaded, in bytes. It passes through the temporary folder and is not kept. Default: 64 MB.</summary>
    public int LongestUpload { get; init; } = 64 << 20;

    /// <summary>How long a fine-tuning job seems to take. Default: 2 seconds.</summary>
    public TimeSpan TuningTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a slow body takes. Default: 2 seconds.</summary>
    public TimeSpan SlowBody { get; init; } = TimeSpan.FromSeconds(2);
}
