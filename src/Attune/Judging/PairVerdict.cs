using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>The evaluator's word on a pair in all four orders. Immutable.</summary>
public sealed record PairVerdict
{
    /// <summary>Puts the four orders together.</summary>
    /// <param name="orders">One verdict for each of <see cref="PairOrder.All"/>.</param>
    /// <exception cref="ArgumentException">An order is missing or stands twice.</exception>
    public PairVerdict(IReadOnlyList<OrderVerdict> orders)
    {
        if (orders.Count != PairOrder.All.Count || orders.DistinctBy(o => o.Order).Count() != orders.Count)
            throw new ArgumentException("A pair has one verdict for each of its four orders.", nameof(orders));
        Orders = orders;
    }

    /// <summary>The four orders.</summary>
    public IReadOnlyList<OrderVerdict> Orders { get; }

    /// <summary>True where both answers are the same text: there was nothing to match.</summary>
    public bool IsAlike => Orders.Any(o => o.State == OrderState.Alike);

    /// <summary>
    /// True where all four orders are matched, false where all can be read and one is not, or both answers are the same; null where an
    /// order cannot be read, which is neither.
    /// </summary>
    public bool? Passed => IsAlike ? false : Orders.All(o => o.IsReadable) ? Orders.All(o => o.State == OrderState.Matched) : null;

    /// <summary>
    /// What it counts in a pass rate: 1 where it passed and 0 where it did not, and <see cref="PassRate.Chance"/> where both answers are the
    /// same: whoever must tell them apart can only guess. Null where an order cannot be read.
    /// </summary>
    public double? Score => IsAlike ? PassRate.Chance : Passed switch { true => 1, false => 0, null => null };

    /// <summary>True where no order is swapped: the pair has passed, or would if the orders that cannot be read were right.</summary>
    public bool CouldPass => Orders.All(o => o.State is not (OrderState.Swapped or OrderState.Alike));

    /// <summary>Tokens of the calls that say; null where none does.</summary>
    public UsageDetails? Usage()
    {
        UsageDetails? total = null;
        foreach (var order in Orders.Where(o => o.Usage is not null)) (total ??= new()).Add(order.Usage!);
        return total;
    }
}
