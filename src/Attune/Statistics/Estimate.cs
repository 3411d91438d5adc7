namespace Attune.Statistics;

/// <summary>A mean with its 95% interval.</summary>
/// <param name="Mean">The mean over all values.</param>
/// <param name="Low">Lower end; null where fewer than two clusters leave no interval.</param>
/// <param name="High">Upper end; null likewise.</param>
/// <param name="N">Values.</param>
/// <param name="Clusters">Users they come from.</param>
public sealed record Estimate(double Mean, double? Low, double? High, int N, int Clusters);
