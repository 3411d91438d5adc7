namespace Attune.Datasets.Parts;

/// <summary>Some users of a dataset, drawn at random, as a dataset.</summary>
public static class DatasetSample
{
    /// <summary>Writes the sample: the users, all that is theirs, in the order of the dataset, and all random sessions.</summary>
    /// <param name="dataset">Where to draw from.</param>
    /// <param name="users">How many, from 1 to all. A larger sample of the same seed holds the smaller one. Paired users follow each other, so at most one group of them is torn and loses its pairs.</param>
    /// <param name="seed">Same dataset, number and seed: same bytes.</param>
    /// <param name="folder">Where the sample will stand; new or empty.</param>
    /// <param name="cancellationToken">Looked at between users; nothing is left behind.</param>
    /// <exception cref="BadInputException">The dataset has fewer users, or the folder cannot be written.</exception>
    public static PartResult Write(Dataset dataset, int users, long seed, string folder, CancellationToken cancellationToken = default)
    {
        var all = dataset.Profiles.Count;
        if (users < 1 || users > all)
            throw new BadInputException($"users {users}", $"cannot be drawn: {dataset.Card.Name} has {all}", $"Give a number from 1 to {all}");

        var card = DatasetPart.Card(dataset, $"{dataset.Card.Name}-sample-{users}", $"A random sample of {users} of {all} users (seed {seed})");
        return DatasetPart.Write(dataset, DatasetPart.Shuffled(dataset, seed).SelectMany(g => g).Take(users), card, folder, cancellationToken);
    }
}
