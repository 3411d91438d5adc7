namespace Attune.Judging;

/// <summary>What an evaluator is shown (InterPref section 4.1): two opposed preferences, one query, and an answer to it for each.</summary>
/// <param name="PreferenceA">The one preference in words.</param>
/// <param name="PreferenceB">Its opposite in words.</param>
/// <param name="Query">The question, the same for both.</param>
/// <param name="AnswerA">What was answered to the user of <paramref name="PreferenceA"/>.</param>
/// <param name="AnswerB">What was answered to the user of <paramref name="PreferenceB"/>.</param>
public sealed record AnsweredPair(string PreferenceA, string PreferenceB, string Query, string AnswerA, string AnswerB);
