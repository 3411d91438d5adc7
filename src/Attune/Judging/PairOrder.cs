namespace Attune.Judging;

/// <summary>An order in which a pair is shown to the evaluator.</summary>
/// <param name="PreferencesSwapped">Preference B stands before preference A.</param>
/// <param name="AnswersSwapped">Answer B stands before answer A.</param>
public readonly record struct PairOrder(bool PreferencesSwapped, bool AnswersSwapped)
{
    /// <summary>All four, in the order in which they are asked: those with the same preferences first follow each other and share their prefix.</summary>
    public static IReadOnlyList<PairOrder> All { get; } = [new(false, false), new(false, true), new(true, false), new(true, true)];

    /// <summary>True where the answer shown first was given for the preference shown first.</summary>
    public bool FirstBelongsToFirst => PreferencesSwapped == AnswersSwapped;
}
