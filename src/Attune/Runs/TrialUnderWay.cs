namespace Attune.Runs;

/// <summary>A trial that is run, and what the run wants to hear of it before it has ended. For one trial.</summary>
/// <param name="Trial">What to ask.</param>
internal sealed record TrialUnderWay(TrialSpec Trial)
{
    /// <summary>The same trial as it failed before: what it took then stays part of what it takes. Null where it did not.</summary>
    public TrialRecord? Failed { get; init; }

    /// <summary>Keeps the trial as far as it has come: its answer while it is judged, and what was paid for where a call ends the run.</summary>
    public Action<TrialRecord> Keep { get; init; } = _ => { };

    /// <summary>Called when an endpoint has answered; not for an answer from the response cache.</summary>
    public Action Answered { get; init; } = () => { };

    /// <summary>Asks whether a call to the model may be made again, though the one before it may be billed.</summary>
    public Func<bool> MayAgain { get; init; } = () => true;

    /// <summary>The same for a call to the judge.</summary>
    public Func<bool> MayJudgeAgain { get; init; } = () => true;
}
