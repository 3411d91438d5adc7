namespace Attune.Synthesis.Drafts.Answers;

/// <summary>One milestone.</summary>
internal sealed record LifeEventAnswer(string Date, string Event);
