namespace Attune.Runs;

/// <summary>A run has used what it may cost. Nothing more was begun, what was under way has ended, and the run can be resumed with a larger budget.</summary>
/// <param name="details">What was used, and how to go on.</param>
public sealed class BudgetReachedException(Fault details) : Exception(details.ToString())
{
    /// <summary>What was used, and how to go on.</summary>
    public Fault Details { get; } = details;
}
