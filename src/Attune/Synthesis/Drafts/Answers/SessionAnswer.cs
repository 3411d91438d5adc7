namespace Attune.Synthesis.Drafts.Answers;

/// <summary>One session that reveals a preference.</summary>
internal sealed record SessionAnswer(string Expression, string When, IReadOnlyList<RevealingTurnAnswer> Turns);
