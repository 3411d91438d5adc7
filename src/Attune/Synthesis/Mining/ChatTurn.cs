using Attune.Conversations;

namespace Attune.Synthesis.Mining;

/// <summary>A turn of a user's chats.</summary>
/// <param name="Number">From 1, through all of the user's chats.</param>
/// <param name="Chat">The chat's number, from 1.</param>
/// <param name="Session">The chat.</param>
/// <param name="Index">The turn's place in it, from 0.</param>
internal sealed record ChatTurn(int Number, int Chat, Session Session, int Index)
{
    public Turn Turn => Session.Turns[Index];

    /// <summary>The turns of the chats among these sessions, in order.</summary>
    public static IReadOnlyList<ChatTurn> Of(IEnumerable<Session> sessions)
    {
        var turns = new List<ChatTurn>();
        foreach (var (chat, session) in sessions.Where(s => s.Kind == SessionKind.Chat).Index())
            for (var i = 0; i < session.Turns.Count; i++) turns.Add(new(turns.Count + 1, chat + 1, session, i));
        return turns;
    }
}
