using System.Text.Json.Serialization;
using Attune.Models;

namespace Attune.Synthesis;

/// <summary>What came of making a dataset.</summary>
public sealed record GenerationReport
{
    /// <summary>The dataset folder.</summary>
    public required string Dataset { get; init; }

    /// <summary>The model that wrote.</summary>
    public required string Model { get; init; }

    /// <summary>Records per file.</summary>
    public required IReadOnlyDictionary<string, int> Counts { get; init; }

    /// <summary>Artefacts that were made now; the others stood from before.</summary>
    public required int Made { get; init; }

    /// <summary>Artefacts of now that needed more than one answer.</summary>
    public required int AskedAgain { get; init; }

    /// <summary>Records set aside, by stage; each with its cause in <c>set-aside.jsonl</c>.</summary>
    public required IReadOnlyDictionary<string, int> SetAside { get; init; }

    /// <summary>What failed calls kept from being made; the same command tries again.</summary>
    public required IReadOnlyList<SetAside> Failed { get; init; }

    /// <summary>What a reader of the dataset should know, each in a sentence.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Tokens of now.</summary>
    public required TokenUsage Usage { get; init; }

    /// <summary>US dollars for them; null where the price or the usage is not known.</summary>
    [JsonConverter(typeof(DollarsJson))]
    public double? CostUsd { get; init; }

    /// <summary>Seconds that it took now.</summary>
    public required double Seconds { get; init; }
}
