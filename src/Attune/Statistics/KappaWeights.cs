namespace Attune.Statistics;

/// <summary>How much a disagreement of two raters weighs.</summary>
public enum KappaWeights
{
    /// <summary>Every disagreement the same: for labels without order (Cohen, 1960).</summary>
    None,

    /// <summary>By the distance of the two scores (Cohen, 1968).</summary>
    Linear,

    /// <summary>By its square.</summary>
    Quadratic,
}
