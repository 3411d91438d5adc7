using Attune.Judging;
using Attune.Statistics;

namespace Attune.Runs.Pairs;

/// <summary>What an evaluator made of a group of answered pairs.</summary>
/// <param name="Key">What they were pooled by.</param>
/// <param name="Evaluator">The evaluator's name.</param>
/// <param name="Rate">Pairs that passed, with those that cannot be read beside it.</param>
/// <param name="GainOverBlind">Mean paired difference to the same pairs answered without history, by the same evaluator; null for the blind floor itself and where it was not run.</param>
/// <param name="ByDistance">The same by how far the two preferences are from each other, nearest first; without the pairs of which nobody says. Empty where there is one distance at most.</param>
public sealed record PassRateResult<TKey>(TKey Key, string Evaluator, PassRate Rate, Estimate? GainOverBlind, IReadOnlyList<KeyValuePair<int, PassRate>> ByDistance);
