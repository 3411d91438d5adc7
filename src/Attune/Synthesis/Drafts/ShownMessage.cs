namespace Attune.Synthesis.Drafts;

/// <summary>A user's message as a model sees it that is to divide chats into topics: the assistant's answers are left out (InterPref, Figure 9).</summary>
/// <param name="Id">Its number.</param>
/// <param name="Chat">The number of its chat.</param>
/// <param name="Text">What the user wrote; of a very long message the beginning and the end.</param>
internal sealed record ShownMessage(int Id, int Chat, string Text);
