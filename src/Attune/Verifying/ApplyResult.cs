using Attune.Statistics;

namespace Attune.Verifying;

/// <summary>What came of taking people's decisions into a dataset, or would come of it.</summary>
public sealed record ApplyResult
{
    /// <summary>Pairs before.</summary>
    public required int Pairs { get; init; }

    /// <summary>Pairs that at least one person decided about.</summary>
    public required int Checked { get; init; }

    /// <summary>Pairs whose query is another one now.</summary>
    public required int Changed { get; init; }

    /// <summary>Pairs that most people rejected; they are in <c>set-aside.jsonl</c>.</summary>
    public required int Rejected { get; init; }

    /// <summary>Decisions about pairs that have been made again since.</summary>
    public required int Outdated { get; init; }

    /// <summary>Lines of the log that are broken, of nobody that is a person, or choose a candidate that is not there.</summary>
    public required int Unreadable { get; init; }

    /// <summary>How many pairs each person decided about, by name.</summary>
    public required IReadOnlyDictionary<string, int> People { get; init; }

    /// <summary>Of the pairs that two people or more decided about, adjudicators left out, the share on which all of them chose the same; null where there is none.</summary>
    public double? Unanimous { get; init; }

    /// <summary>Krippendorff's alpha of their choices (a query, or none), nominal; adjudicators left out.</summary>
    public required Agreement Alpha { get; init; }
}
