namespace Attune.People;

/// <summary>Where a preference was found in real chats. One that several users hold has a source for each place.</summary>
/// <param name="UserId">The profile of the user who holds it.</param>
/// <param name="SessionId">The session that it was taken from.</param>
public sealed record PreferenceSource(string UserId, string SessionId);
