using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Datasets;

/// <summary>What a dataset is and how it was made: <c>dataset.json</c>.</summary>
public sealed record DatasetCard
{
    /// <summary>The format that this version of Attune reads and writes.</summary>
    public const string CurrentFormat = "attune/1";

    /// <summary>Always <see cref="CurrentFormat"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The dataset's name, as reports show it.</summary>
    public required string Name { get; init; }

    /// <summary>Its own version.</summary>
    public string? Version { get; init; }

    /// <summary>The licence of the data.</summary>
    public string? License { get; init; }

    /// <summary>Where it comes from.</summary>
    public string? Source { get; init; }

    /// <summary>How it was made.</summary>
    public string? Made { get; init; }

    /// <summary>Records per file.</summary>
    public Dictionary<string, int>? Counts { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
