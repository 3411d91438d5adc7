namespace Attune.Web.Chats;

/// <summary>A collection of chats, as its owner asked for it, with its latest terms.</summary>
public sealed record Collection
{
    /// <summary>Unique.</summary>
    public required string Id { get; init; }

    /// <summary>As participants see it.</summary>
    public required string Name { get; init; }

    /// <summary>What each may send in a day of UTC.</summary>
    public required long MessagesADay { get; init; }

    /// <summary>What the chats of each may take in all, prompts and answers.</summary>
    public required long TokensEach { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Since when nobody can chat; null while they can.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>The version of the terms that is asked for.</summary>
    public required long Version { get; init; }

    /// <summary>What participants read before they consent.</summary>
    public required string Text { get; init; }

    /// <summary>The name of the model that answers.</summary>
    public required string Model { get; init; }

    /// <summary>1 where identifiers are removed before anything is stored or sent.</summary>
    public required long Redacts { get; init; }

    /// <summary>The last day, in UTC, as <c>2026-12-31</c>; what was collected is deleted after it.</summary>
    public required string KeepUntil { get; init; }
}
