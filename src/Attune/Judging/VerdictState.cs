namespace Attune.Judging;

/// <summary>What became of a call to the judge.</summary>
public enum VerdictState
{
    /// <summary>It gave a score.</summary>
    Scored,

    /// <summary>There was no answer to judge.</summary>
    Invalid,

    /// <summary>It replied, but its reply holds no score from 1 to 5.</summary>
    Unjudged,

    /// <summary>It declined to judge.</summary>
    Refused,

    /// <summary>The call failed, or the reply broke off before its score.</summary>
    Failed,
}
