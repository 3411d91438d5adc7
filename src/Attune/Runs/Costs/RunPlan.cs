using System.Text.Json.Serialization;
using Attune.Models;

namespace Attune.Runs.Costs;

/// <summary>What a run will ask for and cost, as far as that can be known before: what <c>attune plan --json</c> prints.</summary>
public sealed record RunPlan
{
    /// <summary>The run folder.</summary>
    public required string Run { get; init; }

    /// <summary>Trials of the experiment.</summary>
    public required int Trials { get; init; }

    /// <summary>Of these, settled in the run folder: they are not planned again.</summary>
    public required int Settled { get; init; }

    /// <summary>One entry for each role and model that is asked.</summary>
    public required IReadOnlyList<PlannedUse> ByRole { get; init; }

    /// <summary>US dollars for all; null where a price is unknown.</summary>
    [JsonConverter(typeof(DollarsJson))]
    public required double? CostUsd { get; init; }

    /// <summary>The same if no request read a shared prefix from a cache.</summary>
    [JsonConverter(typeof(DollarsJson))]
    public required double? CostWithoutSharingUsd { get; init; }

    /// <summary>What a reader should know before the run.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>What is assumed where nobody can know.</summary>
    public required IReadOnlyList<string> Assumptions { get; init; }
}
