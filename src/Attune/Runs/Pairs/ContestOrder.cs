using Attune.Judging;

namespace Attune.Runs.Pairs;

/// <summary>One order of a contest, as it is logged.</summary>
/// <param name="Swapped">Contestant B sat on the left.</param>
/// <param name="State">What became of the call.</param>
/// <param name="Rationale">Why, in the evaluator's words; for a call that named neither a side nor a tie, what it replied or how it failed.</param>
public sealed record ContestOrder(bool Swapped, SeatState State, string? Rationale);
