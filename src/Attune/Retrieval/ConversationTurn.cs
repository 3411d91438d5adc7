using Microsoft.Extensions.AI;

namespace Attune.Retrieval;

/// <summary>A turn within a chat: a user message and the assistant's reply to it.</summary>
/// <param name="User">The user's message.</param>
/// <param name="Assistant">The reply; null where none followed.</param>
public readonly record struct ConversationTurn(ChatMessage User, ChatMessage? Assistant)
{
    /// <summary>The turns of a chat, in order. Messages of other roles, and replies to nothing, belong to no turn.</summary>
    public static List<ConversationTurn> In(IReadOnlyList<ChatMessage> messages)
    {
        var turns = new List<ConversationTurn>(messages.Count / 2);
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Role != ChatRole.User) continue;
            var reply = i + 1 < messages.Count && messages[i + 1].Role == ChatRole.Assistant ? messages[i + 1] : null;
            turns.Add(new(messages[i], reply));
        }

        return turns;
    }
}
