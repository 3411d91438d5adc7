namespace Attune.Synthesis.Pairs;

/// <summary>Groups give fewer pairs than they could where something is set aside, so groups are made until there are pairs enough.</summary>
internal static class PairBatches
{
    /// <summary>Groups that are needed if nothing is set aside.</summary>
    public static int Groups(int? pairs, PairGroups groups) =>
        pairs is { } wanted ? Math.Min((int)(((long)wanted + PerGroup(groups) - 1) / PerGroup(groups)), groups.Groups.Count) : groups.Groups.Count;

    /// <summary>Makes groups.</summary>
    /// <param name="pairs">How many pairs; null means all that there are.</param>
    /// <param name="groups">Those that can be made.</param>
    /// <param name="parallel">How many at once.</param>
    /// <param name="make">Makes a group, by number from 0, of a number of pairs at most, and says how many it gave.</param>
    /// <returns>The most pairs of each group that was made, in their order.</returns>
    public static async Task<IReadOnlyList<int>> MakeAsync(int? pairs, PairGroups groups, ParallelOptions parallel, Func<int, int, Task<int>> make)
    {
        var most = new List<int>();
        for (var given = 0; most.Count < groups.Groups.Count && (pairs is null || given < pairs);)
        {
            var missing = pairs - given;
            var (first, count) = (most.Count, Math.Min(Groups(missing, groups), groups.Groups.Count - most.Count));
            for (var i = 0; i < count; i++) most.Add(missing is { } wanted ? Math.Min(PerGroup(groups), wanted - (i * PerGroup(groups))) : PerGroup(groups));
            await Parallel.ForEachAsync(Enumerable.Range(first, count), parallel, async (group, _) =>
                Interlocked.Add(ref given, await make(group, most[group]).ConfigureAwait(false))).ConfigureAwait(false);
        }

        return most;
    }

    private static int PerGroup(PairGroups groups) => groups.Size * InterPrefPlan.Distances;
}
