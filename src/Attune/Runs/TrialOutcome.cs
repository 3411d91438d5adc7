namespace Attune.Runs;

/// <summary>What became of a trial. Only <see cref="Scored"/> enters a mean; the others are counted beside it.</summary>
public enum TrialOutcome
{
    /// <summary>It has its scores.</summary>
    Scored,

    /// <summary>It has an answer that is not scored alone: one side of a preference pair, to be matched with the other.</summary>
    Answered,

    /// <summary>The answer is empty or makes no clear choice.</summary>
    Invalid,

    /// <summary>The judge gave no score in some dimension; where its call failed, running again asks it again.</summary>
    Unjudged,

    /// <summary>The model declined to answer.</summary>
    Refused,

    /// <summary>The call failed; running again tries it again.</summary>
    Failed,
}
