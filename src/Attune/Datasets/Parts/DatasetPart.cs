namespace Attune.Datasets.Parts;

/// <summary>Writes some users of a dataset, with all that is theirs and the whole shared pool of random sessions, as a dataset.</summary>
internal static class DatasetPart
{
    /// <summary>
    /// The users, those who are paired together, in an order that hangs on the seed and on the id of each one, or of the first of a
    /// group, not on who else is there.
    /// </summary>
    public static IEnumerable<IReadOnlyList<string>> Shuffled(Dataset dataset, long seed) =>
        PairedUsers.Groups(dataset).OrderBy(g => new KeyedRandom(seed, "part", g[0]).NextDouble()).ThenBy(g => g[0], StringComparer.Ordinal);

    public static PartResult Write(Dataset dataset, IEnumerable<string> users, DatasetCard card, string folder, CancellationToken cancellationToken)
    {
        var kept = users.ToHashSet(StringComparer.Ordinal);
        using var writer = new DatasetWriter(folder);
        foreach (var profile in dataset.Profiles.Where(p => kept.Contains(p.Id))) writer.Add(profile);
        foreach (var preference in dataset.Preferences.Where(p => kept.Contains(p.UserId)))
            writer.Add(preference with { Sources = preference.Sources?.Where(s => kept.Contains(s.UserId)).ToList() });
        foreach (var query in dataset.Queries.Where(q => kept.Contains(dataset.Preference(q.PreferenceId).UserId))) writer.Add(query);
        foreach (var profile in dataset.Profiles.Where(p => kept.Contains(p.Id)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var session in dataset.SessionsOf(profile.Id)) writer.Add(session);
        }

        foreach (var session in dataset.RandomSessions) writer.Add(session);
        foreach (var pair in dataset.Pairs.Where(p => kept.Contains(dataset.Preference(p.PreferenceA).UserId) && kept.Contains(dataset.Preference(p.PreferenceB).UserId)))
            writer.Add(pair);
        writer.Commit(card);
        return new(card.Name, folder, writer.Counts);
    }

    /// <summary>The card, with what was done to it added to how it was made. An audit of the whole says nothing of a part.</summary>
    public static DatasetCard Card(Dataset dataset, string name, string done) => dataset.Card with
    {
        Name = name,
        Made = $"{dataset.Card.Made} {done} of {dataset.Card.Name} ({dataset.Hash[..12]}).".TrimStart(),
        Extra = dataset.Card.Extra?.Where(f => f.Key != CardAudit.Field).ToDictionary(),
    };
}
