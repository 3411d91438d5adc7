using Attune.Judging;

namespace Attune.Runs;

/// <summary>As much of a logged trial as decides what is left to do: reading a log this way takes a fraction of the time.</summary>
internal sealed record LoggedTrial
{
    public required string Key { get; init; }

    public required TrialOutcome Outcome { get; init; }

    public Dictionary<string, LoggedVerdict>? Verdicts { get; init; }

    /// <summary>Where its line begins, in bytes.</summary>
    internal long Offset { get; init; }

    /// <summary>The number of its line, from 1.</summary>
    internal int Line { get; init; }

    /// <summary>Bytes of its line.</summary>
    internal int Length { get; init; }

    /// <summary>True where a call to the judge failed: the answer stands, and the judge is asked again.</summary>
    internal bool NeedsJudge => Outcome != TrialOutcome.Failed && Verdicts?.Values.Any(v => v.State == VerdictState.Failed) == true;

    /// <summary>A verdict without its rationale.</summary>
    internal sealed record LoggedVerdict(VerdictState State);
}
