using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Verifying;

/// <summary>What somebody decided about a pair's candidate queries: one line of a dataset's <c>checks.jsonl</c>. Of several by the same on the same pair, the last one holds.</summary>
public sealed record CheckRecord
{
    /// <summary>The pair's id.</summary>
    public required string Pair { get; init; }

    /// <summary>Who: <c>person:NAME</c>.</summary>
    public required string By { get; init; }

    /// <summary>The number of the candidate that they chose, from 1; 0 where none of them will do; null where they take back what they decided.</summary>
    public int? Choice { get; init; }

    /// <summary>Why, in their words.</summary>
    public string? Note { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>What they were shown, as <see cref="ShownPairs.Digest"/> gives it: where the pair has been made again since, the decision is about another one.</summary>
    public required string Shown { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
