namespace Attune.Web.Chats;

/// <summary>A turn on its way into a dataset.</summary>
internal sealed record CollectedTurn
{
    public required string ChatId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string Said { get; init; }

    public required string Reply { get; init; }
}
