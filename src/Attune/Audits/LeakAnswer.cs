namespace Attune.Audits;

/// <summary>Whether a text gives a preference away, and by which words.</summary>
internal sealed record LeakAnswer(bool Reveals, string Words);
