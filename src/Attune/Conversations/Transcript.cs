using Microsoft.Extensions.AI;

namespace Attune.Conversations;

/// <summary>A session as the chat messages that a model sees. The messages are made once and shared by every history that holds the session.</summary>
public sealed class Transcript
{
    private readonly ChatMessage[] _userMessages;

    /// <summary>Lays a session out as messages.</summary>
    public Transcript(Session session) : this(session, session.Turns.Count) { }

    private Transcript(Session session, int turns)
    {
        Session = session;
        _userMessages = new ChatMessage[turns];
        var messages = new List<ChatMessage>(turns * 2);
        for (var i = 0; i < turns; i++)
        {
            messages.Add(_userMessages[i] = new ChatMessage(ChatRole.User, session.Turns[i].User));
            if (session.Turns[i].Assistant.Length > 0) messages.Add(new ChatMessage(ChatRole.Assistant, session.Turns[i].Assistant));
        }

        Messages = messages;
    }

    /// <summary>The session.</summary>
    public Session Session { get; }

    /// <summary>User and assistant messages in turn; an empty reply has no message.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>Turns laid out.</summary>
    public int Turns => _userMessages.Length;

    /// <summary>The user messages that reveal the session's preference.</summary>
    public IEnumerable<ChatMessage> RevealingMessages() =>
        Session.RevealingTurns().Where(i => i < _userMessages.Length).Select(i => _userMessages[i]);

    /// <summary>The first turns of it only.</summary>
    public Transcript Take(int turns) => turns >= Turns ? this : new Transcript(Session, turns);
}
