namespace Attune.Runs.Pairs;

/// <summary>Whose words on contests make a ranking.</summary>
public enum ContestVoters
{
    /// <summary>Each evaluator's make one of its own, all people's together one.</summary>
    Each,

    /// <summary>Only people's.</summary>
    People,

    /// <summary>Only models', each evaluator's one of its own.</summary>
    Models,

    /// <summary>All together make one: every evaluator and every person has one word on a contest.</summary>
    Pooled,
}
