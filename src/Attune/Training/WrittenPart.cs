namespace Attune.Training;

/// <summary>A part that was written.</summary>
/// <param name="Part">What it holds.</param>
/// <param name="Lines">What became each line: the example, and those that came to the same conversation.</param>
/// <param name="RandomSessions">The random sessions in its histories, by id.</param>
internal sealed record WrittenPart(TrainingPart Part, IReadOnlyList<IReadOnlyList<Example>> Lines, IReadOnlySet<string> RandomSessions);
