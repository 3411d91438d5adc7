using Attune.Providers.Limits;
using Attune.Tokens;

namespace Attune.Providers;

/// <summary>What the outside world is to <see cref="ProviderModels"/>.</summary>
public sealed class ProviderSettings
{
    /// <summary>Reads an environment variable, null where it is not set; null means those of the process.</summary>
    public Func<string, string?>? Environment { get; set; }

    /// <summary>Carries the requests, without following redirects (a key must not follow them); null means one shared by the process. Stays the caller's to dispose.</summary>
    public HttpMessageHandler? Transport { get; set; }

    /// <summary>Says how much the account at a base URL may be asked, null where that is not known; null means that all limits are found out by asking.</summary>
    public Func<Uri, EndpointLimits?>? Limits { get; set; }

    /// <summary>Counts the tokens of prompts, where a limit counts them; null means an estimate by their length.</summary>
    public MessageTokens? Tokens { get; set; }

    /// <summary>The clock of time limits, of waits between calls, and of dates; null means the system's.</summary>
    public TimeProvider? Time { get; set; }
}
