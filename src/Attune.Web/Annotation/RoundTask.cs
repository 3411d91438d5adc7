namespace Attune.Web.Annotation;

/// <summary>An item that was dealt to somebody, and what they said of it.</summary>
internal sealed record RoundTask
{
    public required string Id { get; init; }

    public required string RoundId { get; init; }

    public required string ItemId { get; init; }

    /// <summary>The round's.</summary>
    public required string Kind { get; init; }

    public required string AccountId { get; init; }

    public required long Swapped { get; init; }

    public required string Token { get; init; }

    public required DateTimeOffset DealtAt { get; init; }

    public required DateTimeOffset HeldUntil { get; init; }

    public string? Answer { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    public DateTimeOffset? SkippedAt { get; init; }

    public DateTimeOffset? OpinionAt { get; init; }

    public string Comment { get; init; } = "";

    public long? ActiveMs { get; init; }

    /// <summary>The item's; JSON.</summary>
    public required string Body { get; init; }

    /// <summary>The round's.</summary>
    public required long Overlap { get; init; }

    /// <summary>When the round was closed; null where it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    public bool IsSwapped => Swapped != 0;
}
