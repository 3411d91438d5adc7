using Attune.Statistics;

namespace Attune.Reports;

/// <summary>What changing one thing does to one model: the mean paired difference over the same questions, all else equal.</summary>
/// <param name="Field">What is changed: <c>method</c>, <c>context</c> or <c>expression</c>.</param>
/// <param name="Model">The model.</param>
/// <param name="Task">The task.</param>
/// <param name="Metric">The metric.</param>
/// <param name="Value">What it is changed to.</param>
/// <param name="Baseline">What it is compared with.</param>
/// <param name="Difference">The score with <paramref name="Value"/> minus the score with <paramref name="Baseline"/>: mean, interval, and n pairs.</param>
public sealed record ReportedEffect(string Field, string Model, string Task, string Metric, string Value, string Baseline, Estimate Difference)
{
    /// <summary>True where the interval excludes 0.</summary>
    internal bool IsClear => Difference.Low > 0 || Difference.High < 0;
}
