using Attune.Models;
using Attune.Models.Caching;
using Microsoft.Extensions.Logging;

namespace Attune.Audits;

/// <summary>How a dataset is audited.</summary>
public sealed class AuditOptions
{
    /// <summary>A model that guesses, looks for leaks and extracts preferences too; null means that no model but the embedded baseline is asked.</summary>
    public string? Model { get; set; }

    /// <summary>Only the first users of the dataset, at least 1; null means all.</summary>
    public int? LimitUsers { get; set; }

    /// <summary>Seeds draws and intervals.</summary>
    public long Seed { get; set; }

    /// <summary>Calls in flight at once, at least 1; null means 8.</summary>
    public int? Concurrency { get; set; }

    /// <summary>A folder of prompts that replace the shipped ones; null means none.</summary>
    public string? Prompts { get; set; }

    /// <summary>When and how often a failed call is made again; null means the defaults.</summary>
    public RetryOptions? Retry { get; set; }

    /// <summary>Answers what was asked before; stays the caller's to dispose. Null means that every request is sent.</summary>
    public ResponseCache? Cache { get; set; }

    /// <summary>Where events go; null means nowhere.</summary>
    public ILogger? Log { get; set; }

    /// <summary>US dollars that the audit may cost, above 0; null means any.</summary>
    public double? MaxCost { get; set; }

    /// <summary>Tokens of endpoints that it may use, above 0; null means any.</summary>
    public long? MaxTokens { get; set; }

    /// <summary>Called now and then, from any thread, never two at a time.</summary>
    public Action<AuditProgress>? Progress { get; set; }
}
