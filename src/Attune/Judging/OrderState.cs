namespace Attune.Judging;

/// <summary>What became of one order of a pair.</summary>
public enum OrderState
{
    /// <summary>The evaluator gave each answer to its own preference.</summary>
    Matched,

    /// <summary>The evaluator gave each answer to the other preference.</summary>
    Swapped,

    /// <summary>There were not two answers to match, and no call was made.</summary>
    Invalid,

    /// <summary>Both answers are the same text: nobody can tell them apart, and no call was made.</summary>
    Alike,

    /// <summary>It replied, but its reply does not name one of the two answers.</summary>
    Unreadable,

    /// <summary>It declined, or the endpoint filtered its reply.</summary>
    Refused,

    /// <summary>The call failed, or the reply broke off before it named an answer.</summary>
    Failed,
}
