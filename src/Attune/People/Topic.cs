using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.People;

/// <summary>What a preference is about (RealPref Table 3).</summary>
public sealed record Topic
{
    /// <summary>The wide field, for example <c>Travel</c>.</summary>
    public required string Field { get; init; }

    /// <summary>The subject within the field, for example <c>Accommodation</c>.</summary>
    public required string Subtopic { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"{Field} / {Subtopic}";
}
