namespace Attune.Web.Runs.Index;

/// <summary>A preference pair of a run as lists show it: what became of the verdicts that a filter lets through.</summary>
public sealed record PairRow
{
    /// <summary>The pair's id.</summary>
    public string Pair { get; init; } = "";

    /// <summary>Verdicts, or answered pairs of which none has been given.</summary>
    public long Verdicts { get; init; }

    /// <summary>Each answer was given to its own preference in all four orders.</summary>
    public long Passed { get; init; }

    /// <summary>Not in all.</summary>
    public long Failed { get; init; }

    /// <summary>Both answers are the same text.</summary>
    public long Alike { get; init; }

    /// <summary>An order cannot be read, or has not been asked.</summary>
    public long Unjudged { get; init; }

    /// <summary>Contests that somebody has said something of.</summary>
    public long Contests { get; init; }

    /// <summary>Pairs on all pages.</summary>
    internal long Total { get; init; }
}
