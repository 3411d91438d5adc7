using Attune.People;
using Attune.Questions;
using Attune.Runs;
using Attune.Runs.Pairs;
using Attune.Web.Runs.Index;

namespace Attune.Web.Runs;

/// <summary>A preference pair of a run as its page shows it.</summary>
public sealed record PairView
{
    /// <summary>The run.</summary>
    public required RunSummary Run { get; init; }

    /// <summary>The pair's id.</summary>
    public required string Pair { get; init; }

    /// <summary>Which verdicts are shown, and among which pairs one goes on and back.</summary>
    internal PairFilter Filter { get; init; } = new();

    /// <summary>Null where the filter leaves this pair out.</summary>
    internal (string? Before, string? After, long Place, long Total)? Around { get; init; }

    /// <summary>What was asked; null where the dataset does not say any more.</summary>
    internal PreferencePair? Asked { get; init; }

    /// <summary>The two preferences; empty likewise.</summary>
    internal IReadOnlyList<Preference> Preferences { get; init; } = [];

    /// <summary>Why the dataset does not say, or in what it has changed.</summary>
    internal string? Fault { get; init; }

    /// <summary>Who answered, on this page.</summary>
    internal IReadOnlyList<PairContestant> Contestants { get; init; } = [];

    /// <summary>Who answered, on all pages.</summary>
    internal int AllContestants { get; init; }

    /// <summary>The contests that are shown.</summary>
    internal IReadOnlyList<ContestRecord> Contests { get; init; } = [];

    internal long AllContests { get; init; }

    /// <summary>The fields that tell one contestant of the run from another.</summary>
    internal IReadOnlyList<string> NamedBy { get; init; } = [];

    /// <summary>Where its page is.</summary>
    public string Path => PathOf(Run, Pair);

    internal static string PathOf(RunSummary run, string pair) => $"{run.Path}/pairs/{Uri.EscapeDataString(pair)}";

    /// <summary>A contestant by the fields in which it can differ from the others.</summary>
    internal string NameOf(TrialRow row) => Named(f => row[f]);

    internal string NameOf(Condition condition) => Named(f => condition[f]);

    private string Named(Func<string, string?> field) => string.Join(", ", NamedBy.Select(field).Where(v => v is { Length: > 0 }));
}
