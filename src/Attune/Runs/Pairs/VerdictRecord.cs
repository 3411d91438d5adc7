using System.Text.Json.Serialization;
using Attune.Judging;

namespace Attune.Runs.Pairs;

/// <summary>An evaluator's match of the two answers to a preference pair: one line of <c>verdicts.jsonl</c>.</summary>
public sealed record VerdictRecord : EvaluationRecord
{
    /// <summary>The condition under which the pair was answered.</summary>
    public required Condition Condition { get; init; }

    /// <summary>What it said in each order in which it has been asked; four when it has been asked in all.</summary>
    public IReadOnlyList<VerdictOrder> Orders { get; init => field = value ?? []; } = [];

    /// <summary>All four orders; null where some have not been asked yet.</summary>
    [JsonIgnore]
    public PairVerdict? Verdict => IsWhole ? new([.. Orders.Select(o => new OrderVerdict(o.Order, o.State, o.Rationale))]) : null;

    internal override bool IsWhole => Orders.Count == PairOrder.All.Count;

    internal override bool HasFailed => Orders.Any(o => o.State == OrderState.Failed);

    internal override bool IsRead => IsWhole && Orders.All(o => o.State is OrderState.Matched or OrderState.Swapped or OrderState.Alike);

    internal override string? Fault => Orders.FirstOrDefault(o => o.State == OrderState.Failed)?.Rationale;

    /// <summary>The orders in which the evaluator must still be asked.</summary>
    internal IReadOnlyList<PairOrder> Missing() => [.. PairOrder.All.Where(order => !Orders.Any(o => o.Order == order && o.State != OrderState.Failed))];

    /// <summary>The same with one order more, in the place of what was known of it.</summary>
    internal VerdictRecord With(OrderVerdict verdict)
    {
        var said = Orders.Where(o => o.Order != verdict.Order).Append(VerdictOrder.Of(verdict));
        return this with { Orders = [.. PairOrder.All.SelectMany(order => said.Where(o => o.Order == order))] };
    }
}
