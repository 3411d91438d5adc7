namespace Attune.Datasets.Parts;

/// <summary>Users who are compared with each other, and so belong together: those of one pair, and whoever else they are paired with.</summary>
internal static class PairedUsers
{
    /// <summary>Every user in one group, most of them alone; groups and their members in the order of the profiles.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Groups(Dataset dataset)
    {
        var connected = new ConnectedUsers();
        foreach (var pair in dataset.Pairs) connected.Connect(dataset.Preference(pair.PreferenceA).UserId, dataset.Preference(pair.PreferenceB).UserId);
        return [.. dataset.Profiles.GroupBy(p => connected.LeaderOf(p.Id), p => p.Id, StringComparer.Ordinal).Select(g => g.ToList())];
    }
}
