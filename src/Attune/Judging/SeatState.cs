namespace Attune.Judging;

/// <summary>What became of one order of a contest.</summary>
public enum SeatState
{
    /// <summary>The evaluator prefers contestant A.</summary>
    WonByA,

    /// <summary>The evaluator prefers contestant B.</summary>
    WonByB,

    /// <summary>The evaluator prefers neither.</summary>
    Tied,

    /// <summary>A contestant has not answered both users, and no call was made.</summary>
    Invalid,

    /// <summary>It replied, but its reply names neither a side nor a tie.</summary>
    Unreadable,

    /// <summary>It declined, or the endpoint filtered its reply.</summary>
    Refused,

    /// <summary>The call failed, or the reply broke off before it named a side.</summary>
    Failed,
}
