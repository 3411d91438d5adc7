using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.People;

/// <summary>The plain facts of a profile, each as free text; what is not known is null.</summary>
public sealed record Demographics
{
    /// <summary>The user's name.</summary>
    public string? Name { get; init; }

    /// <summary>Date or year of birth.</summary>
    public string? Birth { get; init; }

    /// <summary>Gender.</summary>
    public string? Gender { get; init; }

    /// <summary>Education.</summary>
    public string? Education { get; init; }

    /// <summary>Occupation.</summary>
    public string? Occupation { get; init; }

    /// <summary>Economic status.</summary>
    public string? EconomicStatus { get; init; }

    /// <summary>Marital status.</summary>
    public string? MaritalStatus { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
