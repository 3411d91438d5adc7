namespace Attune.Training;

/// <summary>Which answer stands as the worse one of a pair.</summary>
public enum RejectedAnswer
{
    /// <summary>The answer that the same model and method gave the other user of the preference pair: good for anybody but this user.</summary>
    OtherSide,

    /// <summary>The answer of the same model on the same history without any method (<c>zero-shot</c>).</summary>
    Bare,
}
