namespace Attune.Synthesis.Drafts.Answers;

/// <summary>One opposed preference.</summary>
internal sealed record OppositeAnswer(int Distance, string Text, IReadOnlyList<string> Liked, IReadOnlyList<string> Disliked);
