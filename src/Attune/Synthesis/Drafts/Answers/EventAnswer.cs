namespace Attune.Synthesis.Drafts.Answers;

/// <summary>How a preference came about.</summary>
internal sealed record EventAnswer(string Date, string Text);
