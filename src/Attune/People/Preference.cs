using System.Text.Json;
using System.Text.Json.Serialization;

namespace Attune.People;

/// <summary>One thing that a user prefers (RealPref 3.2): one line of <c>preferences.jsonl</c>.</summary>
public sealed record Preference
{
    /// <summary>Unique in the dataset.</summary>
    public required string Id { get; init; }

    /// <summary>The profile that holds it.</summary>
    public required string UserId { get; init; }

    /// <summary>Expressed or only inferable.</summary>
    public required PreferenceKind Kind { get; init; }

    /// <summary>How it divides its topic; null where the source does not say (PrefEval).</summary>
    public PreferenceType? Type { get; init; }

    /// <summary>What it is about.</summary>
    public required Topic Topic { get; init; }

    /// <summary>The preference in one or two sentences, with its reason.</summary>
    public required string Text { get; init; }

    /// <summary>Why the user prefers it.</summary>
    public string? Reason { get; init; }

    /// <summary>When and how it was formed.</summary>
    public PreferenceEvent? Event { get; init; }

    /// <summary>For a generalized preference, the original ones that it follows from.</summary>
    public IReadOnlyList<string> DerivedFrom { get; init => field = value ?? []; } = [];

    /// <summary>For a generalized preference, the common reason.</summary>
    public string? InferReason { get; init; }

    /// <summary>What honours and what violates it; null where nobody wrote it down.</summary>
    public Facets? Facets { get; init; }

    /// <summary>
    /// For a preference mined from chats, every user and session that it was found in, in the order of the chats; the first is the
    /// holder's. Null for any other. A preference whose sources all belong to one user stems from that user alone.
    /// </summary>
    public IReadOnlyList<PreferenceSource>? Sources { get; init; }

    /// <summary>Fields of the file that Attune does not know; kept on rewrite.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Extra { get; set; }
}
