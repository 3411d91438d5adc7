namespace Attune.Synthesis.Mining;

/// <summary>What the preferences of a cluster have in common.</summary>
/// <param name="Category">One of <see cref="PreferenceCategory"/>.</param>
/// <param name="Name">In a few words.</param>
internal sealed record ClusterName(string Category, string Name);
