namespace Attune.Clusters;

/// <summary>Texts that belong together.</summary>
/// <param name="Texts">Their indices, ascending.</param>
/// <param name="Sum">The sum of their directions: the product of two sums is the likeness of all pairs together.</param>
internal sealed record Cluster(int[] Texts, float[] Sum);
