namespace Attune.Training;

/// <summary>What becomes one training conversation.</summary>
/// <param name="Chosen">The trial whose answer is learned.</param>
/// <param name="Rejected">For a preference pair, the trial whose answer is unlearned; else null.</param>
/// <param name="Question">The bare question.</param>
/// <param name="Topics">What it is about: the topic of its preference, of both where a pair's have two.</param>
/// <param name="Preferences">The texts of the preferences that it tests.</param>
internal sealed record Example(ExampleTrial Chosen, ExampleTrial? Rejected, string Question, IReadOnlyList<string> Topics, IReadOnlyList<string> Preferences);
