namespace Attune.Datasets.Parts;

/// <summary>A dataset divided by user: no user, and so no preference, query or session of theirs, is in two parts.</summary>
public static class DatasetSplit
{
    /// <summary>
    /// Writes each part as a dataset of its own. The random sessions, which tell nothing about any user, are in every part: divided,
    /// they would leave the parts too little to make long contexts of.
    /// </summary>
    /// <param name="dataset">What to divide.</param>
    /// <param name="parts">Names and shares, as <see cref="SplitPart.Parse"/> gives them. Numbers of users are rounded by the largest remainder.</param>
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

        var users = DatasetPart.Shuffled(dataset, seed).ToArray();
        var written = new List<PartResult>();
        using var aside = new AsideFolder(folder);
        var taken = 0;
        foreach (var (part, size) in parts.Zip(sizes))
        {
            var card = DatasetPart.Card(dataset, $"{dataset.Card.Name}-{part.Name}", $"Part '{part.Name}', {size} of {all} users by a random split (seed {seed}),");
            var result = DatasetPart.Write(dataset, users.AsSpan(taken, size).ToArray(), card, Path.Combine(aside.Location, part.Name), cancellationToken);
            written.Add(result with { Folder = Path.Combine(folder, part.Name) });
            taken += size;
        }

        aside.Commit();
        return written;
    }

    private static List<int> Sizes(double[] shares, int users)
    {
        var quotas = shares.Select(s => s / shares.Sum() * users).ToList();
        var sizes = quotas.ConvertAll(q => (int)Math.Floor(q + 1e-9));
        foreach (var part in Enumerable.Range(0, quotas.Count).OrderByDescending(i => Math.Round(quotas[i] - sizes[i], 9)).Take(users - sizes.Sum())) sizes[part]++;
        return sizes;
    }
}
