namespace Attune.Runs;

/// <summary>A step of a trial's method, as it is logged.</summary>
/// <param name="Name">As <see cref="Methods.MethodStep.Name"/>.</param>
/// <param name="Text">What the model wrote.</param>
/// <param name="Items">Entries, where it was to write a list and that could be read; else null.</param>
/// <param name="NamesPreference">Whether it names the trial's preference, by words: a thing that honours or violates it, or half of the words of its text.</param>
public sealed record TrialStep(string Name, string Text, int? Items, bool NamesPreference);
