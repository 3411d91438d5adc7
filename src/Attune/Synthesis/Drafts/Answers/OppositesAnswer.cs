namespace Attune.Synthesis.Drafts.Answers;

/// <summary>Opposed preferences, as asked for by <c>generate-opposites</c>.</summary>
internal sealed record OppositesAnswer(IReadOnlyList<OppositeAnswer> Opposites);
