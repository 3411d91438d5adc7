using Attune.People;

namespace Attune.Synthesis.Mining;

/// <summary>Counts what is written of a mined dataset. Not thread-safe.</summary>
internal sealed class SpreadCounts
{
    private const int ShortTurns = 3;

    private readonly Dictionary<Topic, int> _topics = [];
    private readonly HashSet<string> _holders = new(StringComparer.Ordinal);
    private int _users;
    private int _chats;
    private int _turns;
    private int _sessions;
    private int _short;
    private int _silent;
    private int _shared;

    public void Add(MinedChats user)
    {
        _users++;
        _chats += user.Sessions.Select(s => s.Turns[0].Chat).Distinct().Count();
        foreach (var session in user.Sessions)
        {
            _sessions++;
            _turns += session.Turns.Count;
            if (session.Turns.Count < ShortTurns) _short++;
            if (!session.Sentences.Any()) _silent++;
        }
    }

    public void Add(Preference preference)
    {
        _topics[preference.Topic] = _topics.GetValueOrDefault(preference.Topic) + 1;
        var holders = preference.Sources!.Select(s => s.UserId).Distinct().ToList();
        _holders.UnionWith(holders);
        if (holders.Count > 1) _shared++;
    }

    /// <param name="found">Sentences that were found.</param>
    /// <param name="distinct">Those that are left, whether or not they could be named.</param>
    /// <param name="clusters">Clusters of them.</param>
    public MiningSpread Spread(int found, int distinct, int clusters) => new()
    {
        Users = _users,
        UsersWithoutPreference = _users - _holders.Count,
        Chats = _chats,
        Turns = _turns,
        Sessions = _sessions,
        ShortSessions = _short,
        SessionsWithoutPreference = _silent,
        Found = found,
        Duplicates = found - distinct,
        Preferences = _topics.Values.Sum(),
        SharedPreferences = _shared,
        Clusters = clusters,
        ByCategory = PreferenceCategory.All.ToDictionary(c => c, c => _topics.Where(t => t.Key.Field == c).Sum(t => t.Value)),
        ByCluster = _topics.OrderByDescending(t => t.Value).ThenBy(t => t.Key.ToString(), StringComparer.Ordinal).ToDictionary(t => t.Key.ToString(), t => t.Value),
    };
}
