using Attune.Conversations;
using Attune.Runs;
using Attune.Tokens;

namespace Attune.Web.Runs;

/// <summary>A part of a history as the page of a trial shows it: one of the user's own sessions, or random ones in a row, folded.</summary>
/// <param name="From">Its first session, from 0.</param>
/// <param name="To">Its last session.</param>
/// <param name="Tokens">Tokens of all of it.</param>
/// <param name="Session">The session; null where it is a fold.</param>
internal sealed record HistoryPart(int From, int To, long Tokens, SessionView? Session)
{
    /// <summary>Folds are short enough to be opened at once.</summary>
    private const int LongestFold = 30;

    public int Count => To - From + 1;

    /// <summary>A history in parts, oldest first.</summary>
    public static IReadOnlyList<HistoryPart> Of(ReplayedTrial trial, MessageTokens tokens)
    {
        if (trial.History is not { } history) return [];
        var sent = trial.Prompt.ToHashSet<Microsoft.Extensions.AI.ChatMessage>(ReferenceEqualityComparer.Instance);
        var parts = new List<HistoryPart>();
        foreach (var (transcript, i) in history.Transcripts.Select((t, i) => (t, i)))
        {
            if (transcript.Session.Kind != SessionKind.Random)
            {
                var session = SessionView.Of(trial, i, sent, tokens);
                parts.Add(new(i, i, session.Tokens, session));
                continue;
            }

            var own = tokens.Count(transcript.Messages);
            if (parts is [.., { Session: null } fold] && fold.Count < LongestFold) parts[^1] = fold with { To = i, Tokens = fold.Tokens + own };
            else parts.Add(new(i, i, own, null));
        }

        return parts;
    }
}
