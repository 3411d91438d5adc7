namespace Attune.Synthesis.Drafts.Answers;

/// <summary>Queries to choose from, as asked for by <c>generate-candidates</c>.</summary>
internal sealed record CandidatesAnswer(IReadOnlyList<string> Candidates);
