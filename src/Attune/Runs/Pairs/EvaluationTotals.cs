namespace Attune.Runs.Pairs;

/// <summary>How the evaluations of a run stand.</summary>
public sealed record EvaluationTotals
{
    /// <summary>Evaluations of the experiment.</summary>
    public int Planned { get; init; }

    /// <summary>Brought to an end by this call, failed ones not counted.</summary>
    public int Done { get; init; }

    /// <summary>Found settled in the run folder.</summary>
    public int Skipped { get; init; }

    /// <summary>Of all settled: those with an order that cannot be read.</summary>
    public int Unread { get; init; }

    /// <summary>Not settled: the call of an order failed.</summary>
    public int Failed { get; init; }

    /// <summary>With one that has ended, or was found settled.</summary>
    internal EvaluationTotals With(EvaluationRecord record, bool found) => this with
    {
        Done = Done + (!found && !record.HasFailed ? 1 : 0),
        Skipped = Skipped + (found ? 1 : 0),
        Unread = Unread + (!record.HasFailed && !record.IsRead ? 1 : 0),
        Failed = Failed + (record.HasFailed ? 1 : 0),
    };
}
