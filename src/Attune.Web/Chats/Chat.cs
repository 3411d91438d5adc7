namespace Attune.Web.Chats;

/// <summary>A conversation of a participant with the model.</summary>
public sealed record Chat
{
    /// <summary>Unique; the session's id in datasets.</summary>
    public required string Id { get; init; }

    /// <summary>Begins with the first message's words; its participant may change it.</summary>
    public required string Title { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it last got a message.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>How many messages were sent in it.</summary>
    public long Messages { get; init; }
}
