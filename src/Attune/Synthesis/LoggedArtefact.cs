using Attune.Models;

namespace Attune.Synthesis;

/// <summary>What the index of a log of artefacts reads of each.</summary>
internal sealed record LoggedArtefact
{
    public required string Key { get; init; }

    public required string Request { get; init; }

    public required TokenUsage Usage { get; init; }

    public double? CostUsd { get; init; }

    public long? ReservedTokens { get; init; }

    public double? ReservedUsd { get; init; }
}
