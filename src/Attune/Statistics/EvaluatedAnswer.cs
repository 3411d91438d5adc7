namespace Attune.Statistics;

/// <summary>One verdict of one evaluator on one generator's answers.</summary>
/// <param name="Generator">The model that answered.</param>
/// <param name="Evaluator">The model that judged; of the same name where it judged itself.</param>
/// <param name="Passed">The verdict; null where there is none.</param>
/// <param name="Item">What was answered, such as the preference pair, the same for all who answered and judged it; null where that is unknown.</param>
public sealed record EvaluatedAnswer(string Generator, string Evaluator, bool? Passed, string? Item = null);
