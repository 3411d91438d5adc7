namespace Attune.Runs;

/// <summary>The turns that reveal the trial's preference, and what became of them on the way to the model.</summary>
/// <param name="Turns">Revealing turns in the history.</param>
/// <param name="InPrompt">Of these, in the prompt as sent, after window, truncation and retrieval.</param>
/// <param name="Retrieved">Of these, quoted before the question; null for a method that retrieves nothing.</param>
/// <param name="Distance">Tokens of the history between the last of them and the question, before any window; null where none reveals it, and in runs of versions that did not measure it.</param>
public sealed record TrialEvidence(int Turns, int InPrompt, int? Retrieved, long? Distance = null);
