using Attune.Conversations;
using Attune.Tokens;

namespace Attune.Histories;

/// <summary>Cutting histories to a length.</summary>
internal static class TruncatedHistory
{
    /// <summary>The history without its oldest random sessions, as few of them as will do; itself where it fits. It may still be too long: the user's own sessions stay.</summary>
    /// <param name="history">The whole history.</param>
    /// <param name="budget">Tokens that it may have.</param>
    /// <param name="tokens">Counts them.</param>
    public static History Fitted(this History history, long budget, MessageTokens tokens)
    {
        var excess = history.Tokens - budget;
        if (excess <= 0) return history;
        var (kept, cut) = (new List<Transcript>(history.Transcripts.Count), 0L);
        foreach (var transcript in history.Transcripts)
        {
            if (cut < excess && transcript.Session.Kind == SessionKind.Random) cut += tokens.Count(transcript.Messages);
            else kept.Add(transcript);
        }

        return cut == 0 ? history : new(history.UserId, history.Expression, history.Plan, kept, history.Tokens - cut, history.PoolRounds, cut);
    }
}
