using Microsoft.Extensions.AI;

namespace Attune.Methods;

/// <summary>How <see cref="RagChatClient"/> looks for turns.</summary>
public sealed class RagOptions
{
    /// <summary>Turns to quote; null means 5, as in RealPref appendix C.2.</summary>
    public int? Turns { get; set; }

    /// <summary>What to look for, given the last user message; null means its whole text. For a message that carries more than the question.</summary>
    public Func<ChatMessage, string>? Query { get; set; }
}
