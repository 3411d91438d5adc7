namespace Attune.Synthesis;

/// <summary>What is to be made by RealPref's pipeline (section 3).</summary>
public sealed record RealPrefPlan : IMakingPlan
{
    /// <summary>A user's original preferences (section 3.2).</summary>
    public const int OriginalPreferences = 10;

    /// <summary>A user's generalized preferences.</summary>
    public const int GeneralizedPreferences = 3;

    /// <summary>Original preferences whose topic the model chooses.</summary>
    public const int ChosenTopics = 2;

    internal const int Preferences = OriginalPreferences + GeneralizedPreferences;

    /// <summary>The fewest milestones, and conversations around them, of a user.</summary>
    public const int FewestLifeEvents = 10;

    /// <summary>The most.</summary>
    public const int MostLifeEvents = 15;

    /// <summary>Turns of a random conversation.</summary>
    public const int RandomSessionTurns = 3;

    /// <summary>Words of a random conversation's reply that fill RealPref's longest context (245K tokens, Table 2) with 1,000 turns.</summary>
    internal const int RandomReplyWords = 180;

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>How many users, at least 1.</summary>
    public required int Users { get; init; }

    /// <summary>The model that writes.</summary>
    public required string Model { get; init; }

    /// <summary>With the same seed and an embedded model, the same bytes.</summary>
    public long Seed { get; init; }

    /// <summary>A file of personas, one <c>{"persona": "..."}</c> a line; null lets the model invent them.</summary>
    public string? Personas { get; init; }

    /// <summary>A file of topics, one <c>{"field": "...", "subtopic": "..."}</c> a line; null means RealPref's 37.</summary>
    public string? Topics { get; init; }

    /// <summary>Turns of random conversation, shared by all users; RealPref has about 1,000.</summary>
    public int RandomTurns { get; init; } = 1000;

    /// <summary>The language to write in.</summary>
    public string Language { get; init; } = "English";

    /// <summary>A folder of prompts in the place of those that ship; null means none.</summary>
    public string? Prompts { get; init; }

    /// <summary>The last day of every date.</summary>
    public DateOnly Until { get; init; } = new(2025, 12, 31);
}
