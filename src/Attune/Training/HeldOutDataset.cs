using Attune.Datasets;
using Attune.Datasets.Parts;

namespace Attune.Training;

/// <summary>
/// Writes what is held out as datasets to run the tuned model on: the users of a part, all that is theirs, and of the questions those of
/// the part alone. Disposed before its commit, it leaves nothing behind.
/// </summary>
internal sealed class HeldOutDataset : IDisposable
{
    private readonly AsideFolder _aside;

    /// <exception cref="BadInputException">The folder exists and is not empty, or cannot be written.</exception>
    public HeldOutDataset(string folder) => _aside = new(folder);

    /// <summary>Writes a part as the folder of its name.</summary>
    public void Add(Dataset dataset, TrainingPart part, CancellationToken cancellationToken)
    {
        var asked = part.Queries.ToHashSet(StringComparer.Ordinal);
        var pairs = dataset.Pairs.Where(p => asked.Contains(p.Id)).ToList();
        var users = part.Users.Concat(pairs.SelectMany(p => (string[])[dataset.Preference(p.PreferenceA).UserId, dataset.Preference(p.PreferenceB).UserId])).ToHashSet(StringComparer.Ordinal);
        using var writer = new DatasetWriter(Path.Combine(_aside.Location, part.Name));
        foreach (var profile in dataset.Profiles.Where(p => users.Contains(p.Id)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            writer.Add(profile);
            foreach (var session in dataset.SessionsOf(profile.Id)) writer.Add(session);
        }

        foreach (var preference in dataset.Preferences.Where(p => users.Contains(p.UserId))) writer.Add(preference);
        foreach (var query in dataset.Queries.Where(q => asked.Contains(q.Id))) writer.Add(query);
        foreach (var session in dataset.RandomSessions) writer.Add(session);
        foreach (var pair in pairs) writer.Add(pair);
        writer.Commit(DatasetPart.Card(dataset, $"{dataset.Card.Name}-{part.Name}", $"Held out from training: part '{part.Name}', {users.Count} users and {asked.Count} questions"));
    }

    public void Commit() => _aside.Commit();

    public void Dispose() => _aside.Dispose();
}
