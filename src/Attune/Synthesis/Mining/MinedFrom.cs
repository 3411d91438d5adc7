namespace Attune.Synthesis.Mining;

/// <summary>Where a mined session stood.</summary>
/// <param name="SessionId">The chat.</param>
/// <param name="FirstTurn">From 1.</param>
/// <param name="LastTurn">The last one, inclusive.</param>
internal sealed record MinedFrom(string SessionId, int FirstTurn, int LastTurn);
