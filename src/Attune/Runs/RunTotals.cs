using Attune.Runs.Pairs;

namespace Attune.Runs;

/// <summary>How the trials of a run stand.</summary>
public sealed record RunTotals
{
    /// <summary>Trials of the experiment.</summary>
    public int Planned { get; init; }

    /// <summary>Brought to an end by this call, failed ones not counted.</summary>
    public int Done { get; init; }

    /// <summary>Found settled in the run folder.</summary>
    public int Skipped { get; init; }

    /// <summary>Of all settled: answers that make no clear choice.</summary>
    public int Invalid { get; init; }

    /// <summary>Of all settled: answers without a score from the judge.</summary>
    public int Unjudged { get; init; }

    /// <summary>Of all settled: answers that decline.</summary>
    public int Refused { get; init; }

    /// <summary>Not settled: the call failed.</summary>
    public int Failed { get; init; }

    /// <summary>The evaluators' verdicts on preference pairs; null where no pair is asked.</summary>
    public EvaluationTotals? Verdicts { get; init; }

    /// <summary>The evaluators' words on contests; null where there are none.</summary>
    public EvaluationTotals? Contests { get; init; }
}
