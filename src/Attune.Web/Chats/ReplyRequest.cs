using Microsoft.Extensions.AI;

namespace Attune.Web.Chats;

/// <summary>Whom to ask for an answer, and what.</summary>
internal sealed record ReplyRequest
{
    /// <summary>The model's name, for the log.</summary>
    public required string Model { get; init; }

    public required IChatClient Client { get; init; }

    /// <summary>The chat so far; the last is the message that is answered.</summary>
    public required IReadOnlyList<ChatMessage> Messages { get; init; }

    /// <summary>Tokens of an answer at most.</summary>
    public required int MaxOutput { get; init; }

    /// <summary>Tokens of <see cref="Messages"/>, where the endpoint does not say.</summary>
    public required long PromptTokens { get; init; }

    /// <summary>Counts an answer's.</summary>
    public required Func<string, long> Count { get; init; }

    /// <summary>An answer as it is to be stored.</summary>
    public required Func<string, string> Clean { get; init; }
}
