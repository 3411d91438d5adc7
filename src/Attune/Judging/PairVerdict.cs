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

    /// <summary>True where all four orders are matched, false where all can be read and one is not; null where an order cannot be read, which is neither.</summary>
    public bool? Passed => Orders.All(o => o.IsReadable) ? Orders.All(o => o.State == OrderState.Matched) : null;

    /// <summary>True where no order is swapped: the pair has passed, or would if the orders that cannot be read were right.</summary>
    public bool CouldPass => Orders.All(o => o.State != OrderState.Swapped);

    /// <summary>Tokens of the calls that say; null where none does.</summary>
    public UsageDetails? Usage()
    {
        UsageDetails? total = null;
        foreach (var order in Orders.Where(o => o.Usage is not null)) (total ??= new()).Add(order.Usage!);
        return total;
    }
}
