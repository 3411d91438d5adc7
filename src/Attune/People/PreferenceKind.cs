namespace Attune.People;

/// <summary>Whether the history expresses a preference, or it can only be inferred (RealPref 3.2).</summary>
public enum PreferenceKind
{
    /// <summary>Expressed in the user's own sessions.</summary>
    Original,

    /// <summary>Never expressed; follows from original preferences by a common reason.</summary>
    Generalized,
}
