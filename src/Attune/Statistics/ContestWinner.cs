namespace Attune.Statistics;

/// <summary>How a contest ended.</summary>
public enum ContestWinner
{
    /// <summary>The first of the two won.</summary>
    A,

    /// <summary>The second won.</summary>
    B,

    /// <summary>Neither; counts as half a win for each.</summary>
    Tie,
}
