namespace Attune.Synthesis.Drafts.Answers;

/// <summary>Sessions, as asked for by <c>generate-expressions</c>.</summary>
internal sealed record SessionsAnswer(IReadOnlyList<SessionAnswer> Sessions);
