namespace Attune.Models.Embedded.Simulator;

/// <summary>Something that can happen in a life, and a conversation about it. Texts may hold <c>{town} {friend} {relative} {workplace} {occupation}</c>.</summary>
internal sealed record Milestone
{
    public required string Id { get; init; }

    /// <summary>A user has at most one of a tag.</summary>
    public required string Tag { get; init; }

    /// <summary>The youngest and the oldest age at which it can happen.</summary>
    public required IReadOnlyList<int> Ages { get; init; }

    /// <summary>True where it needs work, false where it needs there to be none, null where it does not matter.</summary>
    public bool? Working { get; init; }

    /// <summary>The marital status that it needs; null where it does not matter.</summary>
    public string? Marital { get; init; }

    /// <summary>Past tense, without a subject.</summary>
    public required string Event { get; init; }

    public required IReadOnlyList<MilestoneTurn> Turns { get; init; }
}

/// <summary>A turn; each message is a list of sentences, each sentence a list of wordings.</summary>
internal sealed record MilestoneTurn(IReadOnlyList<IReadOnlyList<string>> User, IReadOnlyList<IReadOnlyList<string>> Assistant);
