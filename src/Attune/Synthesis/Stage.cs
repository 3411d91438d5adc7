namespace Attune.Synthesis;

/// <summary>The stages of making a dataset (RealPref section 3), in the order in which one builds on another.</summary>
public static class Stage
{
    /// <summary>A persona becomes a user.</summary>
    public const string Profiles = "profiles";

    /// <summary>Their milestones.</summary>
    public const string LifeEvents = "life-events";

    /// <summary>The original preferences.</summary>
    public const string Preferences = "preferences";

    /// <summary>The generalized preferences.</summary>
    public const string Generalized = "generalized";

    /// <summary>Conversations around milestones.</summary>
    public const string LifeSessions = "life-sessions";

    /// <summary>Conversations that reveal an original preference, in each expression.</summary>
    public const string Expressions = "expressions";

    /// <summary>What is asked at the end.</summary>
    public const string Queries = "queries";

    /// <summary>Conversations that say nothing about anybody.</summary>
    public const string RandomSessions = "random-sessions";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Profiles, LifeEvents, Preferences, Generalized, LifeSessions, Expressions, Queries, RandomSessions];
}
