using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Questions;

/// <summary>What somebody said of a pair's candidate queries (InterPref section 3.3.2).</summary>
public sealed record PairCheck
{
    /// <summary>Who: <c>model:NAME</c> or <c>person:NAME</c>.</summary>
    public required string By { get; init; }

    /// <summary>The number of the candidate that they chose, from 1; 0 where none of them does.</summary>
    public required int Choice { get; init; }

    /// <summary>Why, in their words.</summary>
    public string? Note { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
