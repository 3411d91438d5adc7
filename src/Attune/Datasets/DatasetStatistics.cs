using Attune.Conversations;
using Attune.Tokens;

namespace Attune.Datasets;

/// <summary>What a dataset holds.</summary>
public sealed record DatasetStatistics
{
    /// <summary>Users.</summary>
    public required int Profiles { get; init; }

    /// <summary>Preferences.</summary>
    public required int Preferences { get; init; }

    /// <summary>Sessions, random ones included.</summary>
    public required int Sessions { get; init; }

    /// <summary>Turns of all sessions.</summary>
    public required int Turns { get; init; }

    /// <summary>Queries.</summary>
    public required int Queries { get; init; }

    /// <summary>Preference pairs.</summary>
    public required int Pairs { get; init; }

    /// <summary>Tokens of all sessions (o200k_base).</summary>
    public required long Tokens { get; init; }

    /// <summary>Preferences by kind.</summary>
    public required IReadOnlyDictionary<string, int> PreferencesByKind { get; init; }

    /// <summary>Preferences by type; <c>unknown</c> where the source does not say.</summary>
    public required IReadOnlyDictionary<string, int> PreferencesByType { get; init; }

    /// <summary>Preferences by topic.</summary>
    public required IReadOnlyDictionary<string, int> PreferencesByTopic { get; init; }

    /// <summary>Sessions by kind.</summary>
    public required IReadOnlyDictionary<string, int> SessionsByKind { get; init; }

    /// <summary>Preference sessions by expression.</summary>
    public required IReadOnlyDictionary<string, int> SessionsByExpression { get; init; }

    /// <summary>Turns by kind of session.</summary>
    public required IReadOnlyDictionary<string, int> TurnsByKind { get; init; }

    /// <summary>Tokens by kind of session (o200k_base).</summary>
    public required IReadOnlyDictionary<string, long> TokensByKind { get; init; }

    /// <summary>Reads every session once, a user's at a time.</summary>
    public static DatasetStatistics Of(Dataset dataset)
    {
        var sessions = new SessionCounts(Tokenizer.Default);
        foreach (var session in dataset.RandomSessions.Concat(dataset.Profiles.SelectMany(p => dataset.SessionsOf(p.Id)))) sessions.Add(session);
        return new()
        {
            Profiles = dataset.Profiles.Count,
            Preferences = dataset.Preferences.Count,
            Queries = dataset.Queries.Count,
            Pairs = dataset.Pairs.Count,
            Sessions = sessions.ByKind.Values.Sum(),
            Turns = sessions.TurnsByKind.Values.Sum(),
            Tokens = sessions.TokensByKind.Values.Sum(),
            PreferencesByKind = dataset.Preferences.CountBy(p => Word.Of(p.Kind)).ToDictionary(),
            PreferencesByType = dataset.Preferences.CountBy(p => p.Type is { } type ? Word.Of(type) : "unknown").OrderByDescending(t => t.Value).ToDictionary(),
            PreferencesByTopic = dataset.Preferences.CountBy(p => p.Topic.ToString()).OrderBy(t => t.Key, StringComparer.Ordinal).ToDictionary(),
            SessionsByKind = sessions.ByKind,
            SessionsByExpression = sessions.ByExpression,
            TurnsByKind = sessions.TurnsByKind,
            TokensByKind = sessions.TokensByKind,
        };
    }

    private sealed class SessionCounts(Tokenizer tokenizer)
    {
        public SortedDictionary<string, int> ByKind { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, int> ByExpression { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, int> TurnsByKind { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, long> TokensByKind { get; } = new(StringComparer.Ordinal);

        public void Add(Session session)
        {
            var kind = Word.Of(session.Kind);
            ByKind[kind] = ByKind.GetValueOrDefault(kind) + 1;
            TurnsByKind[kind] = TurnsByKind.GetValueOrDefault(kind) + session.Turns.Count;
            TokensByKind[kind] = TokensByKind.GetValueOrDefault(kind) + session.Turns.Sum(t => tokenizer.Count(t.User) + tokenizer.Count(t.Assistant));
            if (session.Expression is { } expression) ByExpression[expression] = ByExpression.GetValueOrDefault(expression) + 1;
        }
    }
}
