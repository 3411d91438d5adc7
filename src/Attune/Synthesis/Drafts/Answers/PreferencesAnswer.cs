namespace Attune.Synthesis.Drafts.Answers;

/// <summary>Original preferences, as asked for by <c>generate-preferences</c>.</summary>
internal sealed record PreferencesAnswer(IReadOnlyList<PreferenceAnswer> Preferences);
