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
    public IEnumerable<(Transcript Transcript, int Round)> Draw(string userId, bool inFileOrder)
    {
        for (var round = 0; !IsEmpty; round++)
        {
            var order = inFileOrder
                ? _inFileOrder
                : new KeyedRandom(_seed, "pool", userId, round.ToString(System.Globalization.CultureInfo.InvariantCulture)).Shuffle(_inFileOrder);
            foreach (var transcript in order) yield return (transcript, round);
        }
    }
}
