namespace Attune.Runs.Costs;

/// <summary>A call that a method will make.</summary>
/// <param name="OnHistory">Whether its prompt begins with the history.</param>
/// <param name="Last">Tokens of the message that follows it.</param>
/// <param name="Output">Tokens that the answer is taken to have.</param>
internal readonly record struct PlannedCall(bool OnHistory, long Last, int Output);
