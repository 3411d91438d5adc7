using Attune.Histories;

namespace Attune.Runs;

/// <summary>The trials that share one history: one user, one expression, one context.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Expression">Null for the blind floor.</param>
/// <param name="Plan">Null for the blind floor.</param>
/// <param name="Trials">At least one.</param>
/// <param name="Sessions">For preference pairs, the ids of the sessions that the history is made of, in order; null where it is all of the user's in the expression.</param>
internal sealed record TrialGroup(string UserId, string? Expression, ContextPlan? Plan, IReadOnlyList<TrialSpec> Trials, IReadOnlyList<string>? Sessions = null);
