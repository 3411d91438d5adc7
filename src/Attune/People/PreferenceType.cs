namespace Attune.People;

/// <summary>How a preference divides what it speaks of (RealPref Table 1); alignment is judged by it.</summary>
public enum PreferenceType
{
    /// <summary>One thing over another.</summary>
    Relative,

    /// <summary>An aversion; anything else is acceptable.</summary>
    Negative,

    /// <summary>Only one thing; anything else is rejected.</summary>
    Exclusive,

    /// <summary>A liking, without aversion to alternatives.</summary>
    Positive,
}
