using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>The evaluator's word on a contest in one order of the seats.</summary>
/// <param name="Order">Who sat where.</param>
/// <param name="State">What became of the call.</param>
/// <param name="Rationale">Why, in the evaluator's words; for a call that named no side, what it replied or how it failed.</param>
/// <param name="Usage">Tokens of the call; null where none was made or the endpoint does not say.</param>
public sealed record SeatVerdict(SeatOrder Order, SeatState State, string? Rationale = null, UsageDetails? Usage = null)
{
    /// <summary>True where the evaluator named a side or a tie.</summary>
    public bool IsReadable => State is SeatState.WonByA or SeatState.WonByB or SeatState.Tied;

    /// <summary>True where it named the side shown first, the left, false where it named the right; null where it named neither.</summary>
    public bool? NamedFirst => State is SeatState.WonByA or SeatState.WonByB ? (State == SeatState.WonByA) != Order.Swapped : null;
}
