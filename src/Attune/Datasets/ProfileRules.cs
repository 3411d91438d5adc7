using Attune.People;

namespace Attune.Datasets;

/// <summary>What makes a profile record valid.</summary>
internal static class ProfileRules
{
    public static IReadOnlyList<(string Problem, string Mend)> Check(Profile profile) => ListRules.CheckItems(("life_events", profile.LifeEvents));
}
