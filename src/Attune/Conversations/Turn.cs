using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Conversations;

/// <summary>One user message and the assistant's reply.</summary>
public sealed record Turn
{
    /// <summary>What the user wrote.</summary>
    public required string User { get; init; }

    /// <summary>What the assistant answered; may be empty.</summary>
    public required string Assistant { get; init; }

    /// <summary>True where this turn's user message reveals the session's preference. In a session that marks no turn, every turn counts.</summary>
    public bool? Reveals { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
