namespace Attune.Judging;

/// <summary>What an open answer is scored on, each from 1 to 5 (RealPref 4.2).</summary>
public enum Dimension
{
    /// <summary>Does the answer show that it knows the preference?</summary>
    Awareness,

    /// <summary>Does its content fit the preference?</summary>
    Alignment,

    /// <summary>Does it help with the question, whoever asks?</summary>
    Quality,
}
