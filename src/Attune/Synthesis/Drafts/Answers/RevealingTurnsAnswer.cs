namespace Attune.Synthesis.Drafts.Answers;

/// <summary>One session, as asked for by <c>generate-rewrite</c> and <c>generate-follow-up</c>.</summary>
internal sealed record RevealingTurnsAnswer(IReadOnlyList<RevealingTurnAnswer> Turns);
