using System.Text.Json;
using Attune.Conversations;
using Attune.Models;
using Attune.People;
using Attune.Questions;
using Attune.Synthesis.Drafts;
using Attune.Synthesis.Mining;

namespace Attune.Synthesis;

/// <summary>What one exchange with the model came to: one line of <c>making/artefacts.jsonl</c>. What was made lies in the field of its kind.</summary>
internal sealed record Artefact
{
    public required string Key { get; init; }

    /// <summary>SHA-256 of prompt and request, 32 hex digits: with another one, the artefact no longer stands.</summary>
    public required string Request { get; init; }

    public required Provenance Made { get; init; }

    /// <summary>How often the model was asked; more than once where an answer had faults.</summary>
    public required int Asks { get; init; }

    public required TokenUsage Usage { get; init; }

    /// <summary>Null where the price or the usage is not known.</summary>
    public double? CostUsd { get; init; }

    /// <summary>What a budget counts for calls without usage; null where each said what it took.</summary>
    public long? ReservedTokens { get; init; }

    /// <summary>The same in US dollars.</summary>
    public double? ReservedUsd { get; init; }

    public Profile? Profile { get; init; }

    public IReadOnlyList<LifeEvent>? LifeEvents { get; init; }

    public IReadOnlyList<Preference>? Preferences { get; init; }

    public IReadOnlyList<Session>? Sessions { get; init; }

    public Query? Query { get; init; }

    public IReadOnlyList<StatedPreference>? Opposites { get; init; }

    public IReadOnlyList<string>? Candidates { get; init; }

    public PairCheck? Check { get; init; }

    public IReadOnlyList<Chunk>? Chunks { get; init; }

    public ClusterName? ClusterName { get; init; }

    /// <summary>What could not be made.</summary>
    public IReadOnlyList<SetAside>? SetAside { get; init; }

    /// <summary>The same, each record with what made it in the field <c>made</c>.</summary>
    public Artefact Stamped()
    {
        return this with
        {
            Profile = Profile is null ? null : Profile with { Extra = Stamp() },
            Preferences = Preferences?.Select(p => p with { Extra = Stamp() }).ToList(),
            Sessions = Sessions?.Select(s => s with { Extra = Stamp() }).ToList(),
            Query = Query is null ? null : Query with { Extra = Stamp() },
        };
    }

    /// <summary>What made it, as the field <c>made</c> of a record.</summary>
    public Dictionary<string, JsonElement> Stamp() => new() { ["made"] = JsonSerializer.SerializeToElement(Made, AttuneJson.Lines.Provenance) };
}
