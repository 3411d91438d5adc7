using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.People;

/// <summary>When and how a preference was formed (RealPref's "initialize event").</summary>
public sealed record PreferenceEvent
{
    /// <summary>The day of the event.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>What happened.</summary>
    public required string Text { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
