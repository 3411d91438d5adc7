namespace Attune.Audits;

/// <summary>The preference that a model reads from sessions.</summary>
internal sealed record ExtractAnswer(string Preference);
