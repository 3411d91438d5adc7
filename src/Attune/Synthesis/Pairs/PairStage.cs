namespace Attune.Synthesis.Pairs;

/// <summary>The stages of making pairs (InterPref section 3.3), in the order in which one builds on another.</summary>
public static class PairStage
{
    /// <summary>A preference gets opposed ones, from near to far.</summary>
    public const string Opposites = "opposites";

    /// <summary>Queries for both sides, to choose from.</summary>
    public const string Candidates = "candidates";

    /// <summary>The choice, by a model.</summary>
    public const string Verification = "verification";

    /// <summary>Conversations that reveal a preference, by template.</summary>
    public const string Histories = "histories";

    /// <summary>Conversations that say nothing about anybody.</summary>
    public const string RandomSessions = Stage.RandomSessions;

    /// <summary>Preferences that no pair can be made of; not to be made again.</summary>
    internal const string Preferences = "preferences";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Opposites, Candidates, Verification, Histories, RandomSessions];
}
