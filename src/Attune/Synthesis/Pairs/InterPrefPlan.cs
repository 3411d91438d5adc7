namespace Attune.Synthesis.Pairs;

/// <summary>What is to be made by InterPref's pipeline (section 3.3).</summary>
public sealed record InterPrefPlan : IMakingPlan
{
    /// <summary>Preferences of one user, each of another category (section 3.3.3).</summary>
    public const int PreferencesOfUser = 5;

    /// <summary>Opposed preferences of one at most, from near (1) to far.</summary>
    public const int Distances = 3;

    /// <summary>Queries to choose from (section 3.3.2).</summary>
    public const int CandidateQueries = 3;

    internal const int NeutralTurns = 2;
    internal const int NeutralReplyWords = 120;

    /// <summary>More neutral conversations than that repeat themselves in simulated data, and help nobody.</summary>
    internal const int MostNeutralSessions = 100;

    /// <summary>The dataset's name.</summary>
    public required string Name { get; init; }

    /// <summary>The dataset that the preferences come from: a folder, or a name under <c>./data</c>.</summary>
    public required string From { get; init; }

    /// <summary>The model that writes.</summary>
    public required string Model { get; init; }

    /// <summary>How many pairs, at least 1; null means as many as the preferences give.</summary>
    public int? Pairs { get; init; }

    /// <summary>With the same seed and an embedded model, the same bytes.</summary>
    public long Seed { get; init; }

    /// <summary>Whether the model chooses among the candidate queries; otherwise the first one stands until a person has chosen.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>The language to write in.</summary>
    public string Language { get; init; } = "English";

    /// <summary>A folder of prompts in the place of those that ship; null means none.</summary>
    public string? Prompts { get; init; }

    /// <summary>The last day of every conversation.</summary>
    public DateOnly Until { get; init; } = new(2025, 12, 31);

    internal bool IsEnglish => Language.Equals("English", StringComparison.OrdinalIgnoreCase);
}
