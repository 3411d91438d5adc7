using Attune.Conversations;
using Attune.Datasets;
using Attune.Datasets.Parts;

namespace Attune.Training;

/// <summary>What must not be in a training file: what held-out users prefer and said, what they were told, and what they are asked. Keeps numbers of word sequences, not texts.</summary>
internal sealed class HeldOutTexts
{
    /// <summary>For each length, the sequences of that many words that are a text, or stand in a longer one.</summary>
    private readonly SortedDictionary<int, Dictionary<ulong, int>> _windows = [];
    private readonly List<(string What, Kind Kind, int Group)> _items = [];
    private readonly HashSet<(int Length, ulong Key)> _common = [];

    public HeldOutTexts(Dataset dataset, IReadOnlyCollection<Example> heldOut)
    {
        var groups = PairedUsers.Groups(dataset).Index().SelectMany(g => g.Item.Select(u => (User: u, g.Index))).ToDictionary(g => g.User, g => g.Index, StringComparer.Ordinal);
        var users = heldOut.Select(e => e.Chosen.UserId).ToHashSet(StringComparer.Ordinal);
        foreach (var user in dataset.Profiles.Select(p => p.Id).Where(users.Contains))
            foreach (var session in dataset.SessionsOf(user)) AddSession(session, groups[user]);

        foreach (var preference in dataset.Preferences.Where(p => users.Contains(p.UserId)))
            Preferences += Add($"the text of preference '{preference.Id}' of user '{preference.UserId}'", preference.Text, LeakCheck.ShortestText, Kind.Asked);
        foreach (var example in heldOut.DistinctBy(e => e.Question))
            Questions += Add($"the question of '{example.Chosen.QueryId}'", example.Question, LeakCheck.ShortestText, Kind.Asked);
    }

    public int Preferences { get; }

    public int Questions { get; }

    public int Messages { get; private set; }

    public int Replies { get; private set; }

    /// <summary>The lengths that there are sequences of.</summary>
    public IEnumerable<int> Lengths => _windows.Keys;

    /// <summary>What a sequence is from; null where it is nothing of theirs, or what stands with several groups of them.</summary>
    public string? Find(int length, ulong key, ref int common)
    {
        if (!_windows[length].TryGetValue(key, out var item)) return null;
        if (!_common.Contains((length, key))) return _items[item].What;
        common++;
        return null;
    }

    private void AddSession(Session session, int group)
    {
        if (session.Kind == SessionKind.Random) return;
        foreach (var (index, turn) in session.Turns.Index())
        {
            Messages += Add($"message {index + 1} of session '{session.Id}' of user '{session.UserId}'", turn.User, LeakCheck.ShortestMessage, Kind.Message, group);
            Replies += Add($"the reply to message {index + 1} of session '{session.Id}' of user '{session.UserId}'", turn.Assistant, LeakCheck.SequenceWords, Kind.Reply, group);
        }
    }

    /// <summary>1 where the text has words enough to be looked for.</summary>
    private int Add(string what, string text, int shortest, Kind kind, int group = -1)
    {
        var words = WordWindows.Words(text);
        if (words.Length < shortest) return 0;
        var length = Math.Min(words.Length, LeakCheck.SequenceWords);
        if (!_windows.TryGetValue(length, out var known)) _windows[length] = known = [];
        var item = _items.Count;
        _items.Add((what, kind, group));
        foreach (var (key, _) in WordWindows.Of(words, length))
        {
            if (known.TryAdd(key, item)) continue;
            var before = _items[known[key]];
            if (before.Kind < kind)
            {
                known[key] = item;
                _common.Remove((length, key));
            }
            else if (before.Kind == kind && before.Group != group) _common.Add((length, key));
        }

        return 1;
    }

    /// <summary>The higher is what must not leak, whoever else has the same words: a message does not become common by a reply that repeats it.</summary>
    private enum Kind
    {
        Reply,
        Message,
        Asked,
    }
}
