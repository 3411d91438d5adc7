using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Questions;

/// <summary>What is asked at the end of a history (RealPref 4.1, appendix B.1): one line of <c>queries.jsonl</c>.</summary>
public sealed record Query
{
    /// <summary>Unique in the dataset.</summary>
    public required string Id { get; init; }

    /// <summary>The preference it tests.</summary>
    public required string PreferenceId { get; init; }

    /// <summary>The open question; it gives the preference away to nobody.</summary>
    public required string Question { get; init; }

    /// <summary>What a good answer does, for people and judges.</summary>
    public string? Explanation { get; init; }

    /// <summary>Four options of which one suits the user; empty where the query has no multiple-choice form.</summary>
    public IReadOnlyList<Option> Options { get; init => field = value ?? []; } = [];

    /// <summary>The label of the right option.</summary>
    public string? Answer { get; init; }

    /// <summary>The question about the right option alone; its answer is yes.</summary>
    public string? TrueQuestion { get; init; }

    /// <summary>The question about a wrong option alone; its answer is no.</summary>
    public string? FalseQuestion { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
