namespace Attune.Web.Chats;

/// <summary>What became of a message.</summary>
/// <param name="ChatId">Where it is; null where it was not taken.</param>
/// <param name="Refusal">Why it was not taken, in words for whoever sent it.</param>
internal readonly record struct Sending(string? ChatId, string? Refusal = null);
