using Attune.People;

namespace Attune.Models.Embedded.Simulator;

/// <summary>Finds the seed that a preference was written from, by what it names.</summary>
internal static class SeedLookup
{
    private static readonly Dictionary<string, PreferenceSeed> ByInstance = Bank.Seeds
        .SelectMany(s => s.Liked.Instances.Concat(s.Disliked.Instances).Select(i => (Instance: i, Seed: s)))
        .DistinctBy(x => x.Instance).ToDictionary(x => x.Instance, x => x.Seed, StringComparer.Ordinal);

    /// <summary>Null for a preference that another model wrote.</summary>
    public static PreferenceSeed? Of(Preference preference) => Of(preference.Facets);

    /// <summary>The same, of what a preference names.</summary>
    public static PreferenceSeed? Of(Facets? facets) =>
        (facets?.Liked ?? []).Concat(facets?.Disliked ?? []).Select(i => ByInstance.GetValueOrDefault(i)).FirstOrDefault(s => s is not null);
}
