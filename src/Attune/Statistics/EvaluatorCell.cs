namespace Attune.Statistics;

/// <summary>What one evaluator says of one generator.</summary>
/// <param name="Generator">The model that answered.</param>
/// <param name="Evaluator">The model that judged.</param>
/// <param name="PassRate">Share that passed, with interval.</param>
public sealed record EvaluatorCell(string Generator, string Evaluator, Estimate PassRate);
