using Attune.Conversations;
using Attune.People;
using Attune.Questions;

namespace Attune.Datasets.Exporting;

/// <summary>RealPref's files, written user by user.</summary>
internal sealed class RealPrefFolder : IDisposable
{
    private readonly Dataset _dataset;
    private readonly Losses _losses = new();
    private readonly RealPrefRecords _records;
    private readonly RealPrefSessions _sessions;
    private readonly Dictionary<string, RealPrefFile> _files = [];
    private readonly ILookup<string, Preference> _preferences;
    private readonly ILookup<string, Query> _queries;

    public RealPrefFolder(Dataset dataset, AsideFolder aside)
    {
        _dataset = dataset;
        _records = new(dataset, _losses);
        _sessions = new(dataset, _losses);
        foreach (var _ in dataset.Pairs) _losses.Add("pairs");
        _preferences = dataset.Preferences.ToLookup(p => p.UserId);
        _queries = dataset.Queries.ToLookup(q => dataset.Preference(q.PreferenceId).UserId);
        foreach (var name in (string[])["profiles", "life_events", "preferences", "generalized", "conversations", "life_conversations", "queries", "random_conversations"])
            _files[name] = new(aside.Create($"{name}.json"));
    }

    /// <summary>Records by file.</summary>
    public IReadOnlyDictionary<string, int> Counts => _files.ToDictionary(f => f.Key, f => f.Value.Count);

    public IReadOnlyDictionary<string, int> LeftOut => _losses.Counts;

    public void Dispose()
    {
        foreach (var file in _files.Values) file.Dispose();
    }

    public void WriteAll(CancellationToken cancellationToken)
    {
        foreach (var profile in _dataset.Profiles)
        {
            cancellationToken.ThrowIfCancellationRequested();
            WriteUser(profile);
        }

        _files["random_conversations"].WriteList("random", _dataset.RandomSessions, _sessions.WriteRandom);
        foreach (var file in _files.Values) file.End();
    }

    private void WriteUser(Profile profile)
    {
        var user = profile.Id;
        _files["profiles"].WriteOne(user, profile, RealPrefRecords.Write);
        _files["life_events"].WriteList(user, profile.LifeEvents, _records.Write);

        var byKind = _preferences[user].ToLookup(p => p.Kind);
        _files["preferences"].WriteList(user, [.. byKind[PreferenceKind.Original]], _records.WriteOriginal);
        _files["generalized"].WriteList(user, [.. byKind[PreferenceKind.Generalized]], _records.WriteGeneralized);
        foreach (var same in _preferences[user].CountBy(p => p.Text).Where(t => t.Value > 1))
            _losses.Add("preferences of the same text as another of their user: their conversations and queries go to the first");

        var sessions = _dataset.SessionsOf(user).Where(_sessions.HasPlace).ToLookup(s => s.Kind);
        _files["conversations"].WriteList(user, [.. sessions[SessionKind.Preference].GroupBy(s => s.PreferenceId!)], _sessions.WritePreference);
        _files["life_conversations"].WriteList(user, [.. sessions[SessionKind.LifeEvent]], (json, session) => _sessions.WriteLife(json, session, profile));
        _files["queries"].WriteList(user, [.. _queries[user]], _records.Write);
    }
}
