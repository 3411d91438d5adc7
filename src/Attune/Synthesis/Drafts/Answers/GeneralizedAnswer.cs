namespace Attune.Synthesis.Drafts.Answers;

/// <summary>Generalized preferences, as asked for by <c>generate-generalized</c>.</summary>
internal sealed record GeneralizedAnswer(IReadOnlyList<GeneralizedPreferenceAnswer> Preferences);
