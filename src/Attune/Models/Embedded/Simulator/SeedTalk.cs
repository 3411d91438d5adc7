namespace Attune.Models.Embedded.Simulator;

/// <summary>What is said around a preference seed: other wordings of the user's messages, and the assistant's replies.</summary>
internal sealed record SeedTalk
{
    /// <summary>The seed's id.</summary>
    public required string Id { get; init; }

    /// <summary>Other everyday questions of the area.</summary>
    public required IReadOnlyList<string> Opening { get; init; }

    public required IReadOnlyList<string> OpeningReplies { get; init; }

    /// <summary>Other wordings of what the user asks before the event.</summary>
    public required IReadOnlyList<string> Before { get; init; }

    public required IReadOnlyList<string> BeforeReplies { get; init; }

    /// <summary>Other wordings of what the user tells after it.</summary>
    public required IReadOnlyList<string> After { get; init; }

    public required IReadOnlyList<string> AfterReplies { get; init; }

    /// <summary>Replies to a hint.</summary>
    public required IReadOnlyList<string> HintReplies { get; init; }
}
