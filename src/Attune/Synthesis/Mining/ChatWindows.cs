using Attune.Models;
using Attune.Tokens;

namespace Attune.Synthesis.Mining;

/// <summary>
/// Divides a user's turns into what fits a request: whole chats as long as there is room, so that many short ones are one request; a
/// chat that is longer than a window goes through in several, which the caller asks for one after the other.
/// </summary>
internal sealed class ChatWindows(ChatModel model, Tokenizer tokenizer)
{
    private const int MostTurns = 120;
    private const int MostTokens = 6000;

    /// <summary>Tokens of prompt, request and answer that a small context must hold besides.</summary>
    private const int Besides = 2000;

    /// <summary>Tokens of the JSON around a message.</summary>
    private const int Around = 12;

    private readonly int _room = (model.Window ?? model.ContextWindow) is { } context
        ? Math.Clamp((context - Besides) / 2, ChatWindow.LongestShown / 8, MostTokens)
        : MostTokens;

    /// <summary>Runs of whole chats, each to be shown in one window; a chat that is too long is a run of its own.</summary>
    public IEnumerable<ArraySegment<ChatTurn>> Runs(IReadOnlyList<ChatTurn> turns)
    {
        var all = turns.ToArray();
        var (begin, used) = (0, 0);
        foreach (var chat in all.CountBy(t => t.Chat))
        {
            var end = begin + used;
            if (used > 0 && Fitting(new(all, begin, used + chat.Value)) < used + chat.Value)
            {
                yield return new(all, begin, used);
                (begin, used) = (end, 0);
            }

            used += chat.Value;
        }

        if (used > 0) yield return new(all, begin, used);
    }

    /// <summary>The window with which a run, or what is left of it, begins.</summary>
    public ChatWindow First(ArraySegment<ChatTurn> run)
    {
        var count = Fitting(run);
        return new(run[..count], count < run.Count);
    }

    /// <summary>How many turns from the beginning fit a window; at least one.</summary>
    private int Fitting(ArraySegment<ChatTurn> run)
    {
        var (tokens, count) = (0, 0);
        while (count < Math.Min(run.Count, MostTurns))
        {
            tokens += Around + tokenizer.Count(ChatWindow.Shown(run[count].Turn.User));
            if (count > 0 && tokens > _room) break;
            count++;
        }

        return count;
    }
}
