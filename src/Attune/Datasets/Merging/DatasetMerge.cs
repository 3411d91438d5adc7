using System.Security.Cryptography;
using System.Text;
using Attune.Conversations;

namespace Attune.Datasets.Merging;

/// <summary>
/// Several datasets as one. A record whose id an earlier dataset has is renamed, and whatever refers to it with it; users of different
/// datasets are different users, whatever their ids. Random sessions of equal text stand once. Unknown fields are kept.
/// </summary>
public sealed class DatasetMerge
{
    private readonly DatasetWriter _writer;
    private readonly List<RenamedRecord> _renamed = [];
    private readonly FreeIds _profiles;
    private readonly FreeIds _preferences;
    private readonly FreeIds _sessions;
    private readonly FreeIds _queries;
    private readonly FreeIds _pairs;
    private readonly Dictionary<string, string> _randomIds = new(StringComparer.Ordinal);
    private int _repeated;

    private DatasetMerge(DatasetWriter writer)
    {
        _writer = writer;
        _profiles = new("profile", _renamed);
        _preferences = new("preference", _renamed);
        _sessions = new("session", _renamed);
        _queries = new("query", _renamed);
        _pairs = new("pair", _renamed);
    }

    /// <summary>Writes the datasets to one folder. Holds one dataset at a time in memory, and the ids of all.</summary>
    /// <param name="datasets">Names or folders, as for <see cref="Dataset.Open"/>; at least two, no two with the same content.</param>
    /// <param name="folder">Where the merged dataset will stand, new or empty; its last part is the dataset's name.</param>
    /// <param name="cancellationToken">Looked at between users; nothing is left behind.</param>
    /// <exception cref="BadInputException">A dataset is not there, broken or given twice, or the folder cannot be written.</exception>
    public static MergeResult Write(IReadOnlyList<string> datasets, string folder, CancellationToken cancellationToken = default)
    {
        if (datasets.Count < 2) throw new BadInputException("merge", "needs at least two datasets", "Name two or more");

        using var writer = new DatasetWriter(folder);
        var merge = new DatasetMerge(writer);
        var parts = new List<(DatasetCard Card, string Hash)>();
        foreach (var name in datasets)
        {
            var dataset = Dataset.Open(name);
            if (parts.Exists(p => p.Hash == dataset.Hash))
                throw new BadInputException(name, "has the same content as a dataset named before it", "Name each dataset once");
            parts.Add((dataset.Card, dataset.Hash));
            merge.Add(dataset, cancellationToken);
        }

        writer.Commit(MergedCard.Of(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))), parts));
        return new(folder, writer.Counts, merge._renamed, merge._repeated);
    }

    private void Add(Dataset dataset, CancellationToken cancellationToken)
    {
        var name = dataset.Card.Name;
        var users = dataset.Profiles.ToDictionary(p => p.Id, p => _profiles.Take(name, p.Id), StringComparer.Ordinal);
        var preferences = dataset.Preferences.ToDictionary(p => p.Id, p => _preferences.Take(name, p.Id), StringComparer.Ordinal);

        foreach (var profile in dataset.Profiles) _writer.Add(profile with { Id = users[profile.Id] });
        foreach (var query in dataset.Queries)
            _writer.Add(query with { Id = _queries.Take(name, query.Id), PreferenceId = preferences[query.PreferenceId] });

        var sessions = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var profile in dataset.Profiles)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var session in dataset.SessionsOf(profile.Id))
                _writer.Add(session with
                {
                    Id = Renamed(session.Id),
                    UserId = users[profile.Id],
                    PreferenceId = session.PreferenceId is { } id ? preferences.GetValueOrDefault(id, id) : null,
                });
        }

        foreach (var preference in dataset.Preferences)
            _writer.Add(preference with
            {
                Id = preferences[preference.Id],
                UserId = users[preference.UserId],
                DerivedFrom = [.. preference.DerivedFrom.Select(id => preferences[id])],
                Sources = preference.Sources?.Select(s => s with { UserId = users[s.UserId], SessionId = sessions.GetValueOrDefault(s.SessionId, s.SessionId) }).ToList(),
            });

        foreach (var session in dataset.RandomSessions)
        {
            var text = TextHash(session);
            if (_randomIds.TryGetValue(text, out var first))
            {
                sessions[session.Id] = first;
                _repeated++;
                continue;
            }

            _randomIds[text] = Renamed(session.Id);
            _writer.Add(session with { Id = sessions[session.Id] });
        }

        foreach (var pair in dataset.Pairs)
            _writer.Add(pair with
            {
                Id = _pairs.Take(name, pair.Id),
                PreferenceA = preferences[pair.PreferenceA],
                PreferenceB = preferences[pair.PreferenceB],
                HistoryA = [.. pair.HistoryA.Select(id => sessions[id]).Distinct()],
                HistoryB = [.. pair.HistoryB.Select(id => sessions[id]).Distinct()],
            });

        string Renamed(string id) => sessions[id] = _sessions.Take(name, id);
    }

    private static string TextHash(Session session)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in session.Turns.SelectMany(t => (string[])[t.User, t.Assistant]))
        {
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(Encoding.UTF8.GetBytes(text));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
