using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>The evaluator's word on a pair in one order.</summary>
/// <param name="Order">How the pair was shown.</param>
/// <param name="State">What became of the call.</param>
/// <param name="Rationale">Why, in the evaluator's words; for a call that named no answer, what it replied or how it failed.</param>
/// <param name="Usage">Tokens of the call; null where none was made or the endpoint does not say.</param>
public sealed record OrderVerdict(PairOrder Order, OrderState State, string? Rationale = null, UsageDetails? Usage = null)
{
    /// <summary>True where the evaluator named an answer, right or wrong.</summary>
    public bool IsReadable => State is OrderState.Matched or OrderState.Swapped;

    /// <summary>True where it gave the answer shown first to the preference shown first, false where it gave it the second; null where it named none.</summary>
    public bool? NamedFirst => IsReadable ? (State == OrderState.Matched) == Order.FirstBelongsToFirst : null;
}
