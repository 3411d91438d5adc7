using System.Text.Json.Serialization;
using Attune.Judging;

namespace Attune.Runs.Pairs;

/// <summary>An evaluator's word on two contestants' answers to a preference pair: one line of <c>contests.jsonl</c>.</summary>
public sealed record ContestRecord : EvaluationRecord
{
    /// <summary>The <see cref="EvaluationRecord.Evaluator"/> of contests that people decided, whoever they are.</summary>
    public const string People = "people";

    /// <summary>The condition under which contestant A answered the pair.</summary>
    public required Condition A { get; init; }

    /// <summary>Likewise contestant B: another model or method, all else the same.</summary>
    public required Condition B { get; init; }

    /// <summary>What it said in each order of the seats in which it has been asked; two when a model has been asked in both, one when a person has decided.</summary>
    public IReadOnlyList<ContestOrder> Orders { get; init => field = value ?? []; } = [];

    /// <summary>Where a person decided, by what name they go in the round; null where the evaluator is a model.</summary>
    public string? Person { get; init; }

    /// <summary>The round of annotation in which they did; null likewise.</summary>
    public string? Round { get; init; }

    /// <summary>Both orders, or a person's one; null where one has not been asked yet.</summary>
    [JsonIgnore]
    public ContestVerdict? Verdict => !IsWhole ? null : Person is null ? new([.. Said]) : ContestVerdict.OfPerson(Said.First());

    internal override bool IsWhole => Orders.Count == (Person is null ? SeatOrder.All.Count : 1);

    internal override bool HasFailed => Orders.Any(o => o.State == SeatState.Failed);

    internal override bool IsRead => Verdict?.Winner is not null;

    internal override string? Fault => Orders.FirstOrDefault(o => o.State == SeatState.Failed)?.Rationale;

    private IEnumerable<SeatVerdict> Said => Orders.Select(o => new SeatVerdict(new(o.Swapped), o.State, o.Rationale));

    /// <summary>The orders in which the evaluator must still be asked.</summary>
    internal IReadOnlyList<SeatOrder> Missing() => [.. SeatOrder.All.Where(order => !Orders.Any(o => o.Swapped == order.Swapped && o.State != SeatState.Failed))];

    /// <summary>The same with one order more, in the place of what was known of it.</summary>
    internal ContestRecord With(SeatVerdict verdict)
    {
        var orders = Orders.Where(o => o.Swapped != verdict.Order.Swapped).Append(new(verdict.Order.Swapped, verdict.State, verdict.Rationale));
        return this with { Orders = [.. orders.OrderBy(o => o.Swapped)] };
    }
}
