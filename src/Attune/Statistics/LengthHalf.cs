namespace Attune.Statistics;

/// <summary>The shorter or the longer half of what was judged.</summary>
/// <param name="PassRate">Share that passed, with interval.</param>
/// <param name="MeanLength">Of its items.</param>
/// <param name="Shortest">Least length among them.</param>
/// <param name="Longest">Greatest length among them.</param>
public sealed record LengthHalf(Estimate PassRate, double MeanLength, double Shortest, double Longest);
