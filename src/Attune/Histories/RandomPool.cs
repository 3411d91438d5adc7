using Attune.Conversations;
using Attune.Tokens;

namespace Attune.Histories;

/// <summary>The random sessions that all users share, laid out and counted once. Thread-safe.</summary>
internal sealed class RandomPool
{
    private readonly Transcript[] _inFileOrder;
    private readonly long _seed;

    public RandomPool(IEnumerable<Session> sessions, MessageTokens tokens, long seed)
    {
        _inFileOrder = [.. sessions.Select(s => new Transcript(s))];
        _seed = seed;
        Tokens = _inFileOrder.Sum(t => tokens.Count(t.Messages));
        Turns = _inFileOrder.Sum(t => t.Turns);
    }

    /// <summary>Tokens of the whole pool.</summary>
    public long Tokens { get; }

    public int Turns { get; }

    public bool IsEmpty => _inFileOrder.Length == 0;

    /// <summary>
    /// An endless draw for one user: the whole pool without repeats, then again in another order. The order depends on seed and
    /// user alone, so a longer plan's history holds what a shorter one's holds, and plans compare on the same conversations.
    /// </summary>
    /// <param name="userId">The user.</param>
    /// <param name="inFileOrder">In file order, the same for every user.</param>
    /// <param name="except">Ids of sessions that are not drawn; the draw ends where nothing else is left.</param>
    public IEnumerable<(Transcript Transcript, int Round)> Draw(string userId, bool inFileOrder, IReadOnlySet<string> except)
    {
        if (_inFileOrder.All(t => except.Contains(t.Session.Id))) yield break;
        for (var round = 0; ; round++)
        {
            var order = inFileOrder
                ? _inFileOrder
                : new KeyedRandom(_seed, "pool", userId, round.ToString(System.Globalization.CultureInfo.InvariantCulture)).Shuffle(_inFileOrder);
            foreach (var transcript in order.Where(t => !except.Contains(t.Session.Id))) yield return (transcript, round);
        }
    }
}
