namespace Attune.Datasets.Parts;

/// <summary>Users who are compared with each other, and so belong together: those of one pair, and whoever else they are paired with.</summary>
internal static class PairedUsers
{
    /// <summary>Every user in one group, most of them alone; groups and their members in the order of the profiles.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Groups(Dataset dataset)
    {
        var leader = dataset.Profiles.ToDictionary(p => p.Id, p => p.Id, StringComparer.Ordinal);
        foreach (var pair in dataset.Pairs)
            leader[Leader(dataset.Preference(pair.PreferenceB).UserId)] = Leader(dataset.Preference(pair.PreferenceA).UserId);
        return [.. dataset.Profiles.GroupBy(p => Leader(p.Id), p => p.Id, StringComparer.Ordinal).Select(g => g.ToList())];

        string Leader(string user)
        {
            while (leader[user] != user) user = leader[user] = leader[leader[user]];
            return user;
        }
    }
}
