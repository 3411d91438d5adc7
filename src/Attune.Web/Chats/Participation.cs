namespace Attune.Web.Chats;

/// <summary>One person in one collection.</summary>
public sealed record Participation
{
    /// <summary>The only name that the person has in datasets.</summary>
    public required string Id { get; init; }

    /// <summary>Where they take part.</summary>
    public required string CollectionId { get; init; }

    /// <summary>The version that they last consented to; null for none.</summary>
    public long? ConsentedVersion { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? ConsentedAt { get; init; }

    /// <summary>When they took their consent back; all their chats are gone then.</summary>
    public DateTimeOffset? WithdrawnAt { get; init; }

    /// <summary>The day, in UTC, that <see cref="MessagesToday"/> is of.</summary>
    public required string Day { get; init; }

    /// <summary>Sent on <see cref="Day"/>.</summary>
    public required long MessagesToday { get; init; }

    /// <summary>Taken so far, with what is set aside for answers that are being written.</summary>
    public required long TokensUsed { get; init; }

    /// <summary>Whether they may chat under these terms.</summary>
    /// <param name="collection">Its latest terms.</param>
    public bool Agrees(Collection collection) => WithdrawnAt is null && ConsentedVersion == collection.Version;
}
