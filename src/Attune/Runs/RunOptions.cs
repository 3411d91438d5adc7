using Attune.Models;
using Attune.Models.Caching;
using Microsoft.Extensions.Logging;

namespace Attune.Runs;

/// <summary>How a run is carried out; none of it changes a score.</summary>
public sealed class RunOptions
{
    /// <summary>The run folder; null means <c>./runs/NAME</c>.</summary>
    public string? Out { get; set; }

    /// <summary>Where run folders are made whose place is not given by <see cref="Out"/>; null means <c>./runs</c>.</summary>
    public string? Runs { get; set; }

    /// <summary>Trials in flight at once, at least 1; null means 8.</summary>
    public int? Concurrency { get; set; }

    /// <summary>When and how often a failed call is made again; null means the defaults.</summary>
    public RetryOptions? Retry { get; set; }

    /// <summary>Answers what was asked before; stays the caller's to dispose. Null means that every request is sent.</summary>
    public ResponseCache? Cache { get; set; }

    /// <summary>Where events go: retries, failed trials, beginning and end; null means nowhere.</summary>
    public ILogger? Log { get; set; }

    /// <summary>US dollars that the run may cost, what its folder has cost already included, above 0; null means any.</summary>
    public double? MaxCost { get; set; }

    /// <summary>Input and output tokens of endpoints that the run may use, what its folder has used already included, above 0; null means any.</summary>
    public long? MaxTokens { get; set; }

    /// <summary>Called after each trial and once before the first, from any thread, never two at a time.</summary>
    public Action<RunTotals>? Progress { get; set; }
}
