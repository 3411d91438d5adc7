using Attune.Judging;

namespace Attune.Runs.Pairs;

/// <summary>What a model said of a contest in one order of the seats, to be shown to people who judge it in the same order.</summary>
/// <param name="Evaluator">The model's name.</param>
/// <param name="Swapped">Contestant B sat on the left.</param>
/// <param name="State">What it said.</param>
/// <param name="Rationale">Why, in its words; null where it gave no reason.</param>
internal sealed record ContestOpinion(string Evaluator, bool Swapped, SeatState State, string? Rationale);
