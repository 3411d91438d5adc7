using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.Models;

namespace Attune.Runs.Pairs;

/// <summary>What an evaluator said of answers to a preference pair, as far as it has been asked, and what that took.</summary>
public abstract record EvaluationRecord
{
    /// <summary>Derived from what is evaluated and by whom: the same evaluation has the same key in every run.</summary>
    [JsonPropertyOrder(-1)]
    public required string Key { get; init; }

    /// <summary>The evaluator's name.</summary>
    [JsonPropertyOrder(-1)]
    public required string Evaluator { get; init; }

    /// <summary>The pair.</summary>
    [JsonPropertyOrder(-1)]
    public required string PairId { get; init; }

    /// <summary>How far its preferences are from each other; null where nobody says.</summary>
    [JsonPropertyOrder(-1)]
    public int? Distance { get; init; }

    /// <summary>Its two users, A first.</summary>
    [JsonPropertyOrder(-1)]
    public required IReadOnlyList<string> Users { get; init; }

    /// <summary>Identity of the answers that were evaluated: where they have changed, the evaluator is asked anew.</summary>
    [JsonPropertyOrder(-1)]
    public required string Answers { get; init; }

    /// <summary>Tokens of all calls; those answered from the response cache were not bought and do not count.</summary>
    public TokenUsage Usage { get; init => field = value ?? TokenUsage.None; } = TokenUsage.None;

    /// <summary>US dollars; null where the price is unknown, or what an attempt took.</summary>
    public double? CostUsd { get; init; }

    /// <summary>US dollars for the calls that said what they took, where others did not; null where <see cref="CostUsd"/> has them all, or the price is unknown.</summary>
    public double? CostAtLeastUsd { get; init; }

    /// <summary>Milliseconds of the calls that were answered; waiting in queues and between attempts not included.</summary>
    public double LatencyMs { get; init; }

    /// <summary>Calls made, those made again after a fault and those of earlier runs included; 0 where every answer came from the response cache.</summary>
    public int Attempts { get; init; }

    /// <summary>Of these, refused because of the endpoint's limits.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Throttled { get; init; }

    /// <summary>Of the attempts, those whose tokens nobody knows, though they may have been billed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int AttemptsWithoutUsage { get; init; }

    /// <summary>Tokens that a budget counts for the attempts without usage; null where there are none.</summary>
    public long? ReservedTokens { get; init; }

    /// <summary>US dollars for them; null where there are none, or no price is known.</summary>
    public double? ReservedUsd { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }

    /// <summary>US dollars, as far as they are known.</summary>
    [JsonIgnore]
    internal double? CountedUsd => CostUsd ?? CostAtLeastUsd;

    /// <summary>True where every order has been asked, whatever came of it.</summary>
    [JsonIgnore]
    internal abstract bool IsWhole { get; }

    /// <summary>True where the call of an order failed: it is asked again.</summary>
    [JsonIgnore]
    internal abstract bool HasFailed { get; }

    /// <summary>True where every order names what it was asked for.</summary>
    [JsonIgnore]
    internal abstract bool IsRead { get; }

    /// <summary>Why an order's call failed; null where none has.</summary>
    [JsonIgnore]
    internal abstract string? Fault { get; }
}
