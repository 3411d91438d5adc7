namespace Attune.Synthesis.Drafts.Answers;

/// <summary>Which candidate is chosen, as asked for by <c>generate-verification</c>.</summary>
internal sealed record VerificationAnswer(int Choice, string Why);
