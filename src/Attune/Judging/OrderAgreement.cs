using Attune.Statistics;

namespace Attune.Judging;

/// <summary>How often the evaluator was right in one of the four orders.</summary>
/// <param name="Order">The order.</param>
/// <param name="Right">Share of matched pairs among those it could be read for, with interval; chance is 1/2. Null where there is none.</param>
/// <param name="Unread">Pairs whose verdict in this order cannot be read.</param>
public sealed record OrderAgreement(PairOrder Order, Estimate? Right, int Unread);
