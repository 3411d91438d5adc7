using Attune.Statistics;

namespace Attune.Runs;

/// <summary>The mean of A − B over questions that both answered.</summary>
/// <param name="Task">The task.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Difference">Mean, interval, and n pairs.</param>
public sealed record PairedDifference(string Task, string Metric, Estimate Difference);
