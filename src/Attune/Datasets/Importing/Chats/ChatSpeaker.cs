namespace Attune.Datasets.Importing.Chats;

/// <summary>Who speaks, under all the names that the formats have for it.</summary>
internal enum ChatSpeaker
{
    User,
    Assistant,
    System,
    Tool,
    Other,
}
