namespace Attune.Web.Chats;

/// <summary>A message of a participant and what the model answered.</summary>
public sealed record ChatTurn
{
    /// <summary>Answered in full.</summary>
    public const string Answered = "answered";

    /// <summary>The answer is being written.</summary>
    public const string Waiting = "waiting";

    /// <summary>The participant had enough; what was said until then is kept.</summary>
    public const string Stopped = "stopped";

    /// <summary>There is no answer, see <see cref="Fault"/>; it can be asked for again.</summary>
    public const string Failed = "failed";

    /// <summary>Unique.</summary>
    public required string Id { get; init; }

    /// <summary>Where it was said.</summary>
    public required string ChatId { get; init; }

    /// <summary>From 1, in the order of the chat.</summary>
    public required long Number { get; init; }

    /// <summary>The participant's words, as stored.</summary>
    public required string Said { get; init; }

    /// <summary>The model's words, as stored; empty while there are none.</summary>
    public required string Reply { get; init; }

    /// <summary><see cref="Answered"/>, <see cref="Waiting"/>, <see cref="Stopped"/> or <see cref="Failed"/>.</summary>
    public required string State { get; init; }

    /// <summary>Why there is no answer, in words for the participant.</summary>
    public string? Fault { get; init; }

    /// <summary>What it took, prompt and answer; what is set aside for it while it waits.</summary>
    public required long Tokens { get; init; }

    /// <summary>When the message came.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When the answer was there.</summary>
    public DateTimeOffset? RepliedAt { get; init; }
}
