using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.People;

/// <summary>A user (RealPref 3.1): one line of <c>profiles.jsonl</c>.</summary>
public sealed record Profile
{
    /// <summary>Unique in the dataset.</summary>
    public required string Id { get; init; }

    /// <summary>One sentence that says who this is.</summary>
    public required string Persona { get; init; }

    /// <summary>The persona at paragraph length.</summary>
    public string? ExtendedPersona { get; init; }

    /// <summary>Plain facts.</summary>
    public Demographics Demographics { get; init => field = value ?? new(); } = new();

    /// <summary>Milestones, in any order.</summary>
    public IReadOnlyList<LifeEvent> LifeEvents { get; init => field = value ?? []; } = [];

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
