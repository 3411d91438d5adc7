namespace Attune.People;

/// <summary>Where a preference was found in real chats. One that several users hold has a source for each place.</summary>
public sealed record PreferenceSource
{
    /// <summary>The profile of the user who holds it.</summary>
    public required string UserId { get; init; }

    /// <summary>The session that it was taken from.</summary>
    public required string SessionId { get; init; }
}
