namespace Attune.Models;

/// <summary>
/// Counts the calls to one endpoint that failed one after the other, each after all its attempts, for reasons that should have passed.
/// So many of them, and the endpoint is taken to be gone. One that sends answers, and be they cut off, is not. Thread-safe.
/// </summary>
internal sealed class FailureStreak
{
    public const int Longest = 20;

    private int _failures;

    public void Break() => Volatile.Write(ref _failures, 0);

    /// <summary>One more.</summary>
    /// <returns>What ends the run; null where the streak is still short, or the fault says nothing of the endpoint.</returns>
    public ModelCallException? Add(ModelCallException fault)
    {
        if (fault.Fault == CallFault.CutOff) Break();
        return !Counts(fault) || Interlocked.Increment(ref _failures) < Longest
            ? null
            : new(fault.Fault, fault.Details with { Problem = $"has failed {Longest} calls in a row; the last one: {fault.Details.Problem}" }) { EndsRun = true };
    }

    private static bool Counts(ModelCallException fault) => (fault.IsTransient && fault.Fault != CallFault.CutOff) || fault.Fault == CallFault.WebPage;
}
