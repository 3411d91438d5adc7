using System.Text.Json;
using System.Text.Json.Serialization;
using Attune.People;

namespace Attune.Questions;

/// <summary>
/// Two opposed preferences on one topic, held by two users, and one query for both (InterPref sections 3.3.2 and 3.3.3): one line of
/// <c>pairs.jsonl</c>. Pass rate and win rate are measured on pairs.
/// </summary>
public sealed record PreferencePair
{
    /// <summary>Unique in the dataset.</summary>
    public required string Id { get; init; }

    /// <summary>What both are about; null where nobody says.</summary>
    public Topic? Topic { get; init; }

    /// <summary>The id of the one preference.</summary>
    public required string PreferenceA { get; init; }

    /// <summary>The id of its opposite, which another user holds.</summary>
    public required string PreferenceB { get; init; }

    /// <summary>The question that both users ask; it names neither preference.</summary>
    public required string Query { get; init; }

    /// <summary>Ids of the sessions that make the first user's history, oldest first: their own, and random ones.</summary>
    public IReadOnlyList<string> HistoryA { get; init => field = value ?? []; } = [];

    /// <summary>The same for the second user.</summary>
    public IReadOnlyList<string> HistoryB { get; init => field = value ?? []; } = [];

    /// <summary>Where it comes from; null where nobody says.</summary>
    public string? Source { get; init; }

    /// <summary>How far the second preference is from the first: 1 is nearest; null where nobody says (InterPref figure 10: small to large).</summary>
    public int? Distance { get; init; }

    /// <summary>The queries that <see cref="Query"/> was chosen from, itself included; empty where there was no choice.</summary>
    public IReadOnlyList<string> Candidates { get; init => field = value ?? []; } = [];

    /// <summary>Who looked at the candidates and what they said; empty where nobody did.</summary>
    public IReadOnlyList<PairCheck> Checks { get; init => field = value ?? []; } = [];

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
