namespace Attune.Datasets.Parts;

/// <summary>A dataset divided by user: no user, and so no preference, query or session of theirs, is in two parts, and no two users of a pair are.</summary>
public static class DatasetSplit
{
    /// <summary>
    /// Writes each part as a dataset of its own. The random sessions, which tell nothing about any user, are in every part: divided,
    /// they would leave the parts too little to make long contexts of.
    /// </summary>
    /// <param name="dataset">What to divide.</param>
    /// <param name="parts">Names and shares, as <see cref="SplitPart.Parse"/> gives them. Numbers of users are rounded by the largest remainder; paired users stay together, so a part may have some more or fewer.</param>
    /// <param name="seed">Same dataset, parts and seed: same bytes.</param>
    /// <param name="folder">Where the parts' folders will stand; new or empty.</param>
    /// <param name="cancellationToken">Looked at between users; nothing is left behind.</param>
    /// <returns>The parts, in the order given.</returns>
    /// <exception cref="BadInputException">A part would have no user, or the folder cannot be written.</exception>
    public static IReadOnlyList<PartResult> Write(
        Dataset dataset, IReadOnlyList<SplitPart> parts, long seed, string folder, CancellationToken cancellationToken = default)
    {
        var all = dataset.Profiles.Count;
        var sizes = Sizes([.. parts.Select(p => p.Share)], all);
        if (sizes.IndexOf(0) is >= 0 and var empty)
            throw new BadInputException($"part '{parts[empty].Name}'", $"would have none of the {all} users", "Give it a larger share, or split a dataset of more users");

        var members = Members(DatasetPart.Shuffled(dataset, seed), sizes);
        if (members.FindIndex(m => m.Count == 0) is >= 0 and var left)
            throw new BadInputException($"part '{parts[left].Name}'", "would have no user, since paired users stay together", "Give it a larger share, or split a dataset of more pairs");
        var written = new List<PartResult>();
        using var aside = new AsideFolder(folder);
        foreach (var (part, users) in parts.Zip(members))
        {
            var card = DatasetPart.Card(dataset, $"{dataset.Card.Name}-{part.Name}", $"Part '{part.Name}', {users.Count} of {all} users by a random split (seed {seed}),");
            var result = DatasetPart.Write(dataset, users, card, Path.Combine(aside.Location, part.Name), cancellationToken);
            written.Add(result with { Folder = Path.Combine(folder, part.Name) });
        }

        aside.Commit();
        return written;
    }

    /// <summary>Fills one part after the other; a group goes where its first half still finds room.</summary>
    private static List<List<string>> Members(IEnumerable<IReadOnlyList<string>> groups, List<int> sizes)
    {
        var members = sizes.ConvertAll(_ => new List<string>());
        var part = 0;
        var room = sizes[0];
        foreach (var group in groups)
        {
            while (part < sizes.Count - 1 && 2 * room < group.Count) room += sizes[++part];
            members[part].AddRange(group);
            room -= group.Count;
        }

        return members;
    }

    private static List<int> Sizes(double[] shares, int users)
    {
        var quotas = shares.Select(s => s / shares.Sum() * users).ToList();
        var sizes = quotas.ConvertAll(q => (int)Math.Floor(q + 1e-9));
        foreach (var part in Enumerable.Range(0, quotas.Count).OrderByDescending(i => Math.Round(quotas[i] - sizes[i], 9)).Take(users - sizes.Sum())) sizes[part]++;
        return sizes;
    }
}
