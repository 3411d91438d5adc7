using Attune.Runs;
using Attune.Web.Runs.Index;

namespace Attune.Web.Runs;

/// <summary>A trial as its page shows it.</summary>
public sealed record TrialView
{
    /// <summary>The run.</summary>
    public required RunSummary Run { get; init; }

    /// <summary>What lists show of it.</summary>
    public required TrialRow Row { get; init; }

    /// <summary>The whole record.</summary>
    public required TrialRecord Record { get; init; }

    /// <summary>Among which trials one goes on and back.</summary>
    internal TrialFilter Filter { get; init; } = new();

    internal (string? Before, string? After, long Place) Around { get; init; }

    internal long Total { get; init; }

    internal IReadOnlyList<TrialRow> Siblings { get; init; } = [];

    /// <summary>The trial laid out again, as far as that can be done.</summary>
    internal Replay Replay { get; init; } = new(null, null, null);

    internal IReadOnlyList<HistoryPart> History { get; init; } = [];

    internal IReadOnlyList<PromptPart> Prompt { get; init; } = [];

    /// <summary>Where its page is.</summary>
    public string Path => PathOf(Record.Key);

    internal string PathOf(string key) => $"{Run.Path}/trials/{Uri.EscapeDataString(key)}";
}
