namespace Attune.Synthesis.Drafts.Answers;

/// <summary>One option of a query.</summary>
internal sealed record OptionAnswer(string Text, bool Suits);
