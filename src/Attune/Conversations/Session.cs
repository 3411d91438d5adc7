using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.Conversations;

/// <summary>One dialogue on one topic: one line of <c>sessions.jsonl</c>.</summary>
public sealed record Session
{
    /// <summary>Unique in the dataset.</summary>
    public required string Id { get; init; }

    /// <summary>The user who had it; null for a random session, which all users share.</summary>
    public string? UserId { get; init; }

    /// <summary>What it tells about its user.</summary>
    public required SessionKind Kind { get; init; }

    /// <summary>How it reveals its preference (RealPref 3.3), for a preference session: an open list, see <see cref="Expressions"/>.</summary>
    public string? Expression { get; init; }

    /// <summary>The preference that it reveals, for a preference session.</summary>
    public string? PreferenceId { get; init; }

    /// <summary>The day it took place; a session without one stands before the dated ones, in file order.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>At least one turn, in order.</summary>
    public required IReadOnlyList<Turn> Turns { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }

    /// <summary>The turns that reveal the preference: the marked ones, or all where none is marked. Empty unless a preference session.</summary>
    public IEnumerable<int> RevealingTurns()
    {
        if (Kind != SessionKind.Preference) return [];
        var marked = Enumerable.Range(0, Turns.Count).Where(i => Turns[i].Reveals == true).ToList();
        return marked.Count > 0 ? marked : Enumerable.Range(0, Turns.Count);
    }
}
