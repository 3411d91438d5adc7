using Attune.Conversations;
using Attune.Datasets;
using Attune.People;
using Attune.Questions;
using Attune.Statistics;

namespace Attune.Audits;

/// <summary>What is audited: a dataset, or its first users. Thread-safe.</summary>
internal sealed class AuditSubject
{
    private readonly RecordPlaces _places;
    private readonly Lock _telling = new();

    public AuditSubject(Dataset dataset, int? limitUsers, long seed)
    {
        (Dataset, Seed) = (dataset, seed);
        _places = new(dataset.Files);
        Profiles = [.. dataset.Profiles.Take(limitUsers ?? int.MaxValue)];
        var users = Profiles.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        Preferences = [.. dataset.Preferences.Where(p => users.Contains(p.UserId))];
        PreferencesOf = Preferences.ToLookup(p => p.UserId, StringComparer.Ordinal);
        Pairs = [.. dataset.Pairs.Where(p => users.Contains(dataset.Preference(p.PreferenceA).UserId) && users.Contains(dataset.Preference(p.PreferenceB).UserId))];
        Queries = [.. dataset.Queries.Where(q => users.Contains(dataset.Preference(q.PreferenceId).UserId))];
    }

    public Dataset Dataset { get; }

    public long Seed { get; }

    public IReadOnlyList<Profile> Profiles { get; }

    public IReadOnlyList<Preference> Preferences { get; }

    public ILookup<string, Preference> PreferencesOf { get; }

    public IReadOnlyList<Query> Queries { get; }

    public IReadOnlyList<PreferencePair> Pairs { get; }

    /// <summary>Told how far a gate is.</summary>
    public Action<AuditProgress>? Progress { get; init; }

    public Preference PreferenceOf(Query query) => Dataset.Preference(query.PreferenceId);

    /// <summary>Each user with all of their own sessions, one user in memory at a time.</summary>
    public IEnumerable<(Profile User, IReadOnlyList<Session> Sessions)> Users(string gate, CancellationToken cancellationToken)
    {
        for (var i = 0; i < Profiles.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Tell(gate, i, Profiles.Count);
            yield return (Profiles[i], Dataset.SessionsOf(Profiles[i].Id));
        }
    }

    public void Tell(string gate, int done, int of)
    {
        if (Progress is null) return;
        lock (_telling) Progress(new(gate, done, of));
    }

    public AuditFinding Finding(Query query, string found) => new(query.Id, _places.Of(DatasetFiles.Queries, query.Id), found);

    public AuditFinding Finding(PreferencePair pair, string found) => new(pair.Id, _places.Of(DatasetFiles.Pairs, pair.Id), found);

    public AuditFinding Finding(Preference preference, string found) => new(preference.Id, _places.Of(DatasetFiles.Preferences, preference.Id), found);

    public AuditFinding Finding(Session session, string found) => new(session.Id, _places.Of(DatasetFiles.Sessions, session.Id), found);

    public AuditFinding Finding(Profile profile, string found) => new(profile.Id, _places.Of(DatasetFiles.Profiles, profile.Id), found);

    /// <summary>The mean of values by user, with its interval; null where there is no value.</summary>
    public Estimate? Mean(IEnumerable<(string User, double Value)> values, double lowest = 0, double highest = 1)
    {
        var mean = new ClusteredMean();
        foreach (var (user, value) in values) mean.Add(user, value);
        return mean.Estimate(Seed, lowest, highest);
    }
}
