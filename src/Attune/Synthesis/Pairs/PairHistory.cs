using Attune.Conversations;
using Attune.People;

namespace Attune.Synthesis.Pairs;

/// <summary>
/// How the conversations of a group's users are laid out: rewrite and follow-up by turns, each preference once in each, a neutral one
/// among them, days apart (InterPref 3.3.3). The same for every user of the group, so that nothing but what is said tells them apart.
/// </summary>
internal sealed class PairHistory
{
    private const int LongestPause = 25;

    private readonly IReadOnlyList<(int Preference, string Template)> _order;
    private readonly IReadOnlyList<DateOnly> _days;
    private readonly int _neutralAt;
    private readonly string? _neutral;

    /// <param name="seed">The dataset's seed.</param>
    /// <param name="group">The group's id.</param>
    /// <param name="preferences">How many each user has.</param>
    /// <param name="until">The last day.</param>
    /// <param name="neutral">The id of a neutral session; null for none.</param>
    public PairHistory(long seed, string group, int preferences, DateOnly until, string? neutral)
    {
        var random = new KeyedRandom(seed, "pair-history", group);
        var (first, second) = random.Next(2) == 0 ? (Conversations.Expressions.Rewrite, Conversations.Expressions.FollowUp) : (Conversations.Expressions.FollowUp, Conversations.Expressions.Rewrite);
        var (one, other) = (random.Shuffle(Enumerable.Range(0, preferences)), random.Shuffle(Enumerable.Range(0, preferences)));
        _order = [.. one.Zip(other).SelectMany(p => new[] { (p.First, first), (p.Second, second) })];
        var pauses = _order.Select(_ => 1 + random.Next(LongestPause)).ToList();
        _days = [.. pauses.Select((_, i) => until.AddDays(-pauses.Skip(i).Sum()))];
        _neutralAt = random.Next(_order.Count + 1);
        _neutral = neutral;
    }

    /// <summary>A user's sessions in order, dated, as theirs.</summary>
    /// <param name="preferences">Theirs, by place; null where one is missing.</param>
    /// <param name="sessions">The session of a place and template; null where it could not be made.</param>
    public (IReadOnlyList<Session> Sessions, IReadOnlyList<string> Ids) Of(IReadOnlyList<Preference?> preferences, Func<int, string, Session?> sessions)
    {
        List<Session> own =
        [
            .. _order.Index().Select(o => preferences[o.Item.Preference] is { } preference && sessions(o.Item.Preference, o.Item.Template) is { } session
                ? session with { Id = $"{preference.Id}-{o.Item.Template}", UserId = preference.UserId, PreferenceId = preference.Id, Date = _days[o.Index] }
                : null).OfType<Session>(),
        ];
        List<string> ids = [.. own.Select(s => s.Id)];
        if (_neutral is not null) ids.Insert(Math.Min(_neutralAt, ids.Count), _neutral);
        return (own, ids);
    }
}
