namespace Attune.Synthesis.Mining;

/// <summary>A user's chats by topic.</summary>
internal sealed record MinedChats(string User, IReadOnlyList<MinedSession> Sessions, IReadOnlyList<SetAside> SetAside);
