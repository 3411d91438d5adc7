using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.People;

/// <summary>A milestone in a user's life; no preference is tested on it (RealPref 3.1).</summary>
public sealed record LifeEvent
{
    /// <summary>The day of the event.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>What happened.</summary>
    public required string Event { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
