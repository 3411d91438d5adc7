using Attune.Models;
using Attune.Tokens;

namespace Attune.Synthesis.Mining;

/// <summary>
/// Divides a user's turns into what fits a request: whole chats as long as there is room, so that many short ones are one request; a
/// chat that is longer than a window goes through in several, which the caller asks for one after the other.
/// </summary>
internal sealed class ChatWindows(ChatModel model, Tokenizer tokenizer)
{
    /// <summary>Each of them may be a topic of its own, and all have to fit an answer.</summary>
    private const int MostTurns = 80;

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
        var (begin, count, tokens) = (0, 0, 0);
        foreach (var chat in all.CountBy(t => t.Chat))
        {
            var room = Room(new ArraySegment<ChatTurn>(all, begin + count, chat.Value));
            if (count > 0 && (count + chat.Value > MostTurns || tokens + room > _room))
            {
                yield return new(all, begin, count);
                (begin, count, tokens) = (begin + count, 0, 0);
            }

            (count, tokens) = (count + chat.Value, tokens + room);
        }

        if (count > 0) yield return new(all, begin, count);
    }

    /// <summary>The window with which a run, or what is left of it, begins: what fits, at least one turn.</summary>
    public ChatWindow First(ArraySegment<ChatTurn> run)
    {
        var (count, tokens) = (0, 0);
        while (count < Math.Min(run.Count, MostTurns))
        {
            tokens += Room(run[count]);
            if (count > 0 && tokens > _room) break;
            count++;
        }

        return new(run[..count], count < run.Count);
    }

    /// <summary>Tokens that a chat takes; once they pass the room there is, they are not counted on.</summary>
    private int Room(ArraySegment<ChatTurn> chat)
    {
        var tokens = 0;
        for (var i = 0; i < chat.Count && tokens <= _room; i++) tokens += Room(chat[i]);
        return tokens;
    }

    private int Room(ChatTurn turn) => Around + tokenizer.Count(ChatWindow.Shown(turn.Turn.User));
}
