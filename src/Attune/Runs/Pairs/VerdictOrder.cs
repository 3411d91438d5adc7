using System.Text.Json.Serialization;
using Attune.Judging;

namespace Attune.Runs.Pairs;

/// <summary>One order of a verdict, as it is logged.</summary>
/// <param name="PreferencesSwapped">Preference B was shown before preference A.</param>
/// <param name="AnswersSwapped">Answer B was shown before answer A.</param>
/// <param name="State">What became of the call.</param>
/// <param name="Rationale">Why, in the evaluator's words; for a call that named no answer, what it replied or how it failed.</param>
public sealed record VerdictOrder(bool PreferencesSwapped, bool AnswersSwapped, OrderState State, string? Rationale)
{
    [JsonIgnore]
    internal PairOrder Order => new(PreferencesSwapped, AnswersSwapped);

    internal static VerdictOrder Of(OrderVerdict verdict) => new(verdict.Order.PreferencesSwapped, verdict.Order.AnswersSwapped, verdict.State, verdict.Rationale);
}
