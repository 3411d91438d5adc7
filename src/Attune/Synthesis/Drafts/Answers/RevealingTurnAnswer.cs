namespace Attune.Synthesis.Drafts.Answers;

/// <summary>A turn, and whether it reveals.</summary>
internal sealed record RevealingTurnAnswer(string User, string Assistant, bool Reveals);
