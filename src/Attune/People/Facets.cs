using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.People;

/// <summary>Concrete things, as they would be named in an answer, that honour or violate a preference.</summary>
public sealed record Facets
{
    /// <summary>Naming one of these honours the preference.</summary>
    public IReadOnlyList<string> Liked { get; init => field = value ?? []; } = [];

    /// <summary>Recommending one of these violates the preference.</summary>
    public IReadOnlyList<string> Disliked { get; init => field = value ?? []; } = [];

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
