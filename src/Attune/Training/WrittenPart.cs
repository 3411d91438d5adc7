namespace Attune.Training;

/// <summary>A part that was written.</summary>
/// <param name="Part">What it holds.</param>
/// <param name="Examples">Its conversations, line by line.</param>
/// <param name="RandomSessions">The random sessions in its histories, by id.</param>
internal sealed record WrittenPart(TrainingPart Part, IReadOnlyList<Example> Examples, IReadOnlySet<string> RandomSessions);
