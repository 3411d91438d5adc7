namespace Attune.Synthesis.Mining;

/// <summary>What chats came to.</summary>
public sealed record MiningSpread
{
    /// <summary>Users with chats.</summary>
    public required int Users { get; init; }

    /// <summary>Users of whom no preference was found.</summary>
    public required int UsersWithoutPreference { get; init; }

    /// <summary>Chats that were read.</summary>
    public required int Chats { get; init; }

    /// <summary>Their turns.</summary>
    public required int Turns { get; init; }

    /// <summary>Sessions of one topic that they became.</summary>
    public required int Sessions { get; init; }

    /// <summary>Sessions of fewer than three turns, which InterPref passes over (Figure 9).</summary>
    public required int ShortSessions { get; init; }

    /// <summary>Sessions that tell no preference.</summary>
    public required int SessionsWithoutPreference { get; init; }

    /// <summary>Sentences about users that were found.</summary>
    public required int Found { get; init; }

    /// <summary>Sentences that say what an earlier one said, and were folded into it.</summary>
    public required int Duplicates { get; init; }

    /// <summary>Preferences that are left, each once.</summary>
    public required int Preferences { get; init; }

    /// <summary>Preferences that more than one user has.</summary>
    public required int SharedPreferences { get; init; }

    /// <summary>Clusters of them.</summary>
    public required int Clusters { get; init; }

    /// <summary>Preferences by category, all seven.</summary>
    public required IReadOnlyDictionary<string, int> ByCategory { get; init; }

    /// <summary>Preferences by category and name of their cluster, the most frequent first.</summary>
    public required IReadOnlyDictionary<string, int> ByCluster { get; init; }
}
