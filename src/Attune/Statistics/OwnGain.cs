namespace Attune.Statistics;

/// <summary>How an evaluator treats its own answers.</summary>
/// <param name="Evaluator">The model that answered and judged.</param>
/// <param name="Gain">What it passes of its own answers more than the other evaluators do, above 0 where it favours itself; null where there is nothing to compare.</param>
/// <param name="Leniency">The same of the other generators' answers, each generator weighing the same, or each item where items are known; null where there are none. An evaluator that is lenient with everybody gains on its own answers too.</param>
/// <param name="BeyondLeniency">The gain less the leniency, on the items that have both where items are known, so that it is not always the difference of the two: what is left for itself alone. Null where one of them is missing.</param>
/// <param name="Undefined">Why there is no gain; null where there is one.</param>
public sealed record OwnGain(string Evaluator, ShareDifference? Gain, ShareDifference? Leniency, ShareDifference? BeyondLeniency, string? Undefined);
