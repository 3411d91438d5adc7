using System.Text.Json.Serialization;
using Attune.Models;

namespace Attune.Runs.Costs;

/// <summary>What one model will be asked in one role.</summary>
public sealed record PlannedUse
{
    /// <summary><c>candidate</c>, who is measured, <c>judge</c>, or <c>evaluator</c> of preference pairs.</summary>
    public required string Role { get; init; }

    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>Calls, none of them made again.</summary>
    public required long Calls { get; init; }

    /// <summary>Input tokens of all calls, as our tokenizer counts texts.</summary>
    public required long InputTokens { get; init; }

    /// <summary>Of these, what is left when every distinct prefix is counted once.</summary>
    public required long UniqueInputTokens { get; init; }

    /// <summary>The others: what calls have in common with an earlier one.</summary>
    public required long SharedInputTokens { get; init; }

    /// <summary>Input tokens that are expected to be read from the endpoint's cache.</summary>
    public required long ExpectedCacheReads { get; init; }

    /// <summary>Output tokens, by assumption.</summary>
    public required long OutputTokens { get; init; }

    /// <summary>US dollars; null where the price is unknown.</summary>
    [JsonConverter(typeof(DollarsJson))]
    public required double? CostUsd { get; init; }

    /// <summary>US dollars if nothing were read from a cache nor written to one; null where the price is unknown.</summary>
    [JsonConverter(typeof(DollarsJson))]
    public required double? CostWithoutSharingUsd { get; init; }

    /// <summary>Trials whose prompt does not fit the model's context: they will fail without a call.</summary>
    public required long TooLong { get; init; }

    /// <summary>What the model costs; null where that is unknown.</summary>
    public required ModelPrice? Price { get; init; }

    /// <summary>The day of which the price is known; null where the user gave it.</summary>
    public required DateOnly? PriceAsOf { get; init; }
}
