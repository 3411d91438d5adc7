using Attune.Models;
using Attune.Models.Caching;
using Microsoft.Extensions.Logging;

namespace Attune.Synthesis;

/// <summary>How a dataset is made; nothing of it but <see cref="Redo"/> changes what comes out.</summary>
public sealed class GenerationOptions
{
    /// <summary>Calls in flight at once, at least 1; null means 8.</summary>
    public int? Concurrency { get; set; }

    /// <summary>When and how often a failed call is made again; null means the defaults.</summary>
    public RetryOptions? Retry { get; set; }

    /// <summary>Answers what was asked before; stays the caller's to dispose. Null means that every request is sent.</summary>
    public ResponseCache? Cache { get; set; }

    /// <summary>Where events go; null means nowhere.</summary>
    public ILogger? Log { get; set; }

    /// <summary>US dollars that the dataset may cost, what it has cost already included, above 0; null means any.</summary>
    public double? MaxCost { get; set; }

    /// <summary>Tokens that it may use, above 0; null means any.</summary>
    public long? MaxTokens { get; set; }

    /// <summary>Stages (<see cref="Stage"/>), or single artefacts by their key, to be made anew, and with them what builds on them.</summary>
    public IReadOnlyList<string> Redo { get; set; } = [];

    /// <summary>Called after each artefact, from any thread, never two at a time.</summary>
    public Action<GenerationProgress>? Progress { get; set; }
}
