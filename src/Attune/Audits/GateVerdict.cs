namespace Attune.Audits;

/// <summary>What came of a gate, or of one check of it.</summary>
public enum GateVerdict
{
    /// <summary>It meets its limit.</summary>
    Pass,

    /// <summary>It does not.</summary>
    Fail,

    /// <summary>The dataset has nothing to check, or too little of it; the reason is said.</summary>
    NotApplicable,

    /// <summary>A number without a limit. For checks only, never for a gate.</summary>
    Reported,
}
