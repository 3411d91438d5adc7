namespace Attune.Synthesis.Drafts.Answers;

/// <summary>What preferences have in common, as asked for by <c>mine-categories</c>.</summary>
internal sealed record CategoryAnswer(string Category, string Name);
