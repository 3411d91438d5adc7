using Attune.Runs;
using Attune.Web.Runs.Index;
using Attune.Web.Shelves;

namespace Attune.Web.Runs;

/// <summary>A run as lists show it.</summary>
public sealed record RunSummary
{
    /// <summary>The status of a run whose process is gone without a word.</summary>
    internal const string BrokenOff = "broken off";

    /// <summary>Its folder.</summary>
    public required ShelfEntry Entry { get; init; }

    /// <summary>What it is; null where that cannot be read.</summary>
    public RunRecord? Record { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public string? Fault { get; init; }

    /// <summary>What is known of its trials.</summary>
    public required IndexState Trials { get; init; }

    /// <summary>As in its record; <c>broken off</c> where its process is gone, <c>waiting</c> or <c>stopping</c> where this console carries it out.</summary>
    public string Status => Record is not { } record ? "unreadable" : IsStopping ? "stopping" : IsWaiting ? "waiting" : IsKept ? "running" : record.Status == "running" && !IsAlive ? BrokenOff : record.Status;

    /// <summary>Whether it goes on just now.</summary>
    public bool IsRunning => Status is "running" or "waiting" or "stopping";

    /// <summary>Whether a process works on it.</summary>
    internal bool IsAlive { get; init; }

    /// <summary>Whether this console carries it out.</summary>
    internal bool IsKept { get; init; }

    internal bool IsWaiting { get; init; }

    internal bool IsStopping { get; init; }

    /// <summary>Whether somebody could go on with it here.</summary>
    internal bool CanResume => !IsKept && !IsRunning && Record is not null && Status != "done";

    /// <summary>Trials of the experiment; null where nobody knows.</summary>
    public long? Planned => Record?.Totals?.Planned;

    /// <summary>Trials that came to an end: by its own record where it has ended and its log is still being read, else by the log.</summary>
    public long Ended => IsBeingRead && Record?.Totals is { } totals ? totals.Done + totals.Skipped + totals.Failed : Trials.Trials;

    /// <summary>What it cost in US dollars, as text; nobody knows before its log is read.</summary>
    internal string CostText => IsBeingRead ? "(being read)" : Trials.CostText;

    /// <summary>Whether it has ended, and not all of its log is read.</summary>
    internal bool IsBeingRead => Trials.IsBehind && !IsRunning;

    /// <summary>Where its pages are.</summary>
    public string Path => PathOf(Entry.Name);

    internal static string PathOf(string name) => "/runs/" + Uri.EscapeDataString(name);
}
