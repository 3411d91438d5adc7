namespace Attune.Datasets.Importing.Chats;

/// <summary>One conversation as its source tells it.</summary>
/// <param name="Messages">In order; what is not part of the conversation is gone and reported.</param>
internal sealed record SourceChat(IReadOnlyList<ChatText> Messages)
{
    /// <summary>What the source calls its user; null where it names none.</summary>
    public string? UserKey { get; init; }

    /// <summary>The day it began, UTC.</summary>
    public DateOnly? Date { get; init; }
}
