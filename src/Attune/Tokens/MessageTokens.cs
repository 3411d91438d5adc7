using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Attune.Tokens;

/// <summary>
/// Counts the tokens of chat messages, each message once: histories share their messages, so a 247K-token history costs
/// look-ups only. A counted message must not change afterwards. Thread-safe.
/// </summary>
/// <param name="tokenizer">Whose tokens to count.</param>
public sealed class MessageTokens(Tokenizer tokenizer)
{
    private readonly ConditionalWeakTable<ChatMessage, StrongBox<int>> _counts = [];

    /// <summary>Tokens of the message's text; role and framing are not counted.</summary>
    public int Count(ChatMessage message) =>
        _counts.TryGetValue(message, out var known) ? known.Value : _counts.GetValue(message, m => new(tokenizer.Count(m.Text))).Value;

    /// <summary>Tokens of all messages together.</summary>
    public long Count(IEnumerable<ChatMessage> messages)
    {
        long sum = 0;
        foreach (var message in messages) sum += Count(message);
        return sum;
    }
}
