using Attune.Conversations;
using Attune.Tokens;
using Microsoft.Extensions.AI;

namespace Attune.Histories;

/// <summary>The sessions of one user laid out as one long conversation (RealPref 3.4). Immutable.</summary>
public sealed class History
{
    private readonly ILookup<string, (ChatMessage Message, int Place)> _revealing;

    internal History(string userId, string expression, ContextPlan plan, IReadOnlyList<Transcript> transcripts, long tokens, int poolRounds, long cutTokens = 0)
    {
        (UserId, Expression, Plan, Transcripts, Tokens, PoolRounds, CutTokens) = (userId, expression, plan, transcripts, tokens, poolRounds, cutTokens);
        Messages = [.. transcripts.SelectMany(t => t.Messages)];
        _revealing = transcripts.Where(t => t.Session.PreferenceId is not null)
            .SelectMany(t => t.RevealingMessages().Select(m => (Preference: t.Session.PreferenceId!, Message: m)))
            .Select((r, place) => (r.Preference, r.Message, Place: place))
            .ToLookup(r => r.Preference, r => (r.Message, r.Place), StringComparer.Ordinal);
    }

    /// <summary>Whose history it is.</summary>
    public string UserId { get; }

    /// <summary>How preferences are revealed in it.</summary>
    public string Expression { get; }

    /// <summary>The plan it follows.</summary>
    public ContextPlan Plan { get; }

    /// <summary>Its sessions, oldest first.</summary>
    public IReadOnlyList<Transcript> Transcripts { get; }

    /// <summary>All messages, oldest first.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>Tokens of all messages.</summary>
    public long Tokens { get; }

    /// <summary>How often the random pool was begun; above 1, random sessions repeat because the pool is too small for the plan.</summary>
    public int PoolRounds { get; }

    /// <summary>Tokens of random sessions that the plan wants and that were left out because the model's context is too short for them.</summary>
    public long CutTokens { get; }

    /// <summary>The user messages that reveal any of these preferences, oldest first.</summary>
    public IReadOnlyList<ChatMessage> Evidence(IReadOnlyCollection<string> preferenceIds) =>
        [.. preferenceIds.Distinct().SelectMany(id => _revealing[id]).OrderBy(r => r.Place).Select(r => r.Message)];

    /// <summary>Tokens of what stands after a turn; its reply is part of the turn.</summary>
    /// <param name="opening">The turn's user message.</param>
    /// <param name="tokens">Counts them.</param>
    internal long TokensAfterTurn(ChatMessage opening, MessageTokens tokens)
    {
        var (after, reply) = (0L, 0L);
        for (var i = Messages.Count - 1; i >= 0 && !ReferenceEquals(Messages[i], opening); i--)
        {
            var count = tokens.Count(Messages[i]);
            reply = Messages[i].Role == ChatRole.Assistant ? count : 0;
            after += count;
        }

        return after - reply;
    }
}
