using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Questions;

/// <summary>One option of a multiple-choice query.</summary>
public sealed record Option
{
    /// <summary><c>A</c> to <c>D</c>.</summary>
    public required string Label { get; init; }

    /// <summary>What it offers.</summary>
    public required string Text { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
