namespace Attune.Statistics;

/// <summary>Two texts that are nearly the same.</summary>
/// <param name="First">Index of the one that stands first in the list.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="Similarity">Their Jaccard similarity, from the threshold to 1.</param>
public readonly record struct NearDuplicate(int First, int Second, double Similarity);
