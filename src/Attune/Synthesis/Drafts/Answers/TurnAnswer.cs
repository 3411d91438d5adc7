namespace Attune.Synthesis.Drafts.Answers;

/// <summary>One turn.</summary>
internal sealed record TurnAnswer(string User, string Assistant);
