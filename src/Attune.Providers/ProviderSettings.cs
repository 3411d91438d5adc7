using Microsoft.Extensions.Logging;

namespace Attune.Providers;

/// <summary>What the outside world is to <see cref="ProviderModels"/>.</summary>
public sealed class ProviderSettings
{
    /// <summary>Reads an environment variable, null where it is not set; null means those of the process.</summary>
    public Func<string, string?>? Environment { get; set; }

    /// <summary>Endpoints of the user's own, and what they say about the built-in ones; null means none.</summary>
    public IReadOnlyList<EndpointSettings>? Endpoints { get; set; }

    /// <summary>Make models even where their key is missing: enough to plan with, and every call would fail. Null means no.</summary>
    public bool? WithoutKeys { get; set; }

    /// <summary>Carries the requests, without following redirects (a key must not follow them); null means one shared by the process. Stays the caller's to dispose.</summary>
    public HttpMessageHandler? Transport { get; set; }

    /// <summary>Told of each call that waited more than a second for its turn, with its endpoint; null means nobody is.</summary>
    public ILogger? Log { get; set; }

    /// <summary>The clock of time limits, of waits between calls, and of dates; null means the system's.</summary>
    public TimeProvider? Time { get; set; }
}
