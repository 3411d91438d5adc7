namespace Attune.Verifying;

/// <summary>What somebody chose in a round of annotation.</summary>
/// <param name="Pair">What they were shown.</param>
/// <param name="Person">How they go in the round.</param>
/// <param name="Choice">The candidate from 1; 0 for none of them.</param>
/// <param name="Comment">Theirs, or empty.</param>
internal sealed record PersonChoice(ShownPair Pair, string Person, int Choice, string Comment);
