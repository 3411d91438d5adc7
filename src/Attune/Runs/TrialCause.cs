namespace Attune.Runs;

/// <summary>Why trials have no score, or a verdict is missing: one cause, as often as it was met.</summary>
/// <param name="Outcome">What became of the trials.</param>
/// <param name="Role"><c>candidate</c> where the model or its call is at fault, <c>judge</c> where the judge is.</param>
/// <param name="Model">The model that was asked.</param>
/// <param name="Cause">The first text met; texts that differ in numbers and ids only are one cause.</param>
/// <param name="Count">Trials, or for a judge verdicts.</param>
public sealed record TrialCause(TrialOutcome Outcome, string Role, string Model, string Cause, int Count);
