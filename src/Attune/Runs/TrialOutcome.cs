namespace Attune.Runs;

/// <summary>What became of a trial. Only <see cref="Scored"/> enters a mean; the others are counted beside it.</summary>
public enum TrialOutcome
{
    /// <summary>It has its scores.</summary>
    Scored,

    /// <summary>The answer is empty or makes no clear choice.</summary>
    Invalid,

    /// <summary>The judge gave no score in some dimension; where its call failed, running again asks it again.</summary>
    Unjudged,

    /// <summary>The model declined to answer.</summary>
    Refused,

    /// <summary>The call failed; running again tries it again.</summary>
    Failed,
}
