using Attune.Statistics;

namespace Attune.Runs;

/// <summary>The mean of A − B over questions that both answered.</summary>
/// <param name="A">What A is.</param>
/// <param name="B">What B is.</param>
/// <param name="Task">The task.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Difference">Mean, interval, and n pairs.</param>
public sealed record PairedDifference(string A, string B, string Task, string Metric, Estimate Difference);
