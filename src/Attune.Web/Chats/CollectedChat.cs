namespace Attune.Web.Chats;

/// <summary>A chat on its way into a dataset.</summary>
/// <param name="Person">Whose it is: the name that they have there.</param>
/// <param name="Id">The chat.</param>
/// <param name="Turns">At least one.</param>
internal sealed record CollectedChat(string Person, string Id, IReadOnlyList<CollectedTurn> Turns);
