using System.Globalization;

namespace Attune.Statistics;

/// <summary>Names for what stands for itself, next to clusters that users name.</summary>
internal static class Clusters
{
    /// <summary>The cluster, or for an item without one a name that no other item has.</summary>
    public static string Of(string? cluster, int place) => cluster is null ? string.Create(CultureInfo.InvariantCulture, $"\0{place:D10}") : cluster;
}
