namespace Attune.Web.Chats;

/// <summary>A chat as its page shows it.</summary>
/// <param name="Part">Whose it is.</param>
/// <param name="Chat">Which.</param>
/// <param name="Turns">What was said.</param>
/// <param name="Writing">What is there of the last answer while it is being written; else null.</param>
public sealed record ChatView(OwnPart Part, Chat Chat, IReadOnlyList<ChatTurn> Turns, string? Writing)
{
    /// <summary>Where its page is.</summary>
    public string Path => $"{Part.Path}/{Chat.Id}";
}
