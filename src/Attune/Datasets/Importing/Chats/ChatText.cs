namespace Attune.Datasets.Importing.Chats;

/// <summary>A message of the user or the assistant.</summary>
/// <param name="IsUser">Who speaks.</param>
/// <param name="Text">What; may be blank.</param>
internal readonly record struct ChatText(bool IsUser, string Text);
