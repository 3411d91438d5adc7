namespace Attune.Synthesis.Drafts.Answers;

/// <summary>One session, as asked for by <c>generate-life-session</c> and <c>generate-random-session</c>.</summary>
internal sealed record TurnsAnswer(IReadOnlyList<TurnAnswer> Turns);
