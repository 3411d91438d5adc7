using Attune.Statistics;
using Microsoft.Extensions.AI;

namespace Attune.Judging;

/// <summary>
/// The evaluator's word on a contest in both orders of the seats. A contestant wins if it is preferred in both; any other two words
/// make a tie, as is the custom of the field (Zheng et al., 2023, section 3.4, call it the conservative way): a preference that moves with
/// the seats is the evaluator's habit, not the contestant's merit. Immutable.
/// </summary>
public sealed record ContestVerdict
{
    /// <summary>Puts the two orders together.</summary>
    /// <param name="orders">One verdict for each of <see cref="SeatOrder.All"/>.</param>
    /// <exception cref="ArgumentException">An order is missing or stands twice.</exception>
    public ContestVerdict(IReadOnlyList<SeatVerdict> orders)
    {
        if (orders.Count != SeatOrder.All.Count || orders.DistinctBy(o => o.Order).Count() != orders.Count)
            throw new ArgumentException("A contest has one verdict for each of its two orders.", nameof(orders));
        Orders = orders;
    }

    private ContestVerdict(SeatVerdict only) => Orders = [only];

    /// <summary>A person's word: they see a contest once, in one order of the seats, and the seats are balanced over contests.</summary>
    public static ContestVerdict OfPerson(SeatVerdict verdict) => new(verdict);

    /// <summary>The two orders; a person's one.</summary>
    public IReadOnlyList<SeatVerdict> Orders { get; }

    /// <summary>Who won; null where an order cannot be read: the contest is undecided, and nobody's win.</summary>
    public ContestWinner? Winner =>
        !Orders.All(o => o.IsReadable) ? null
        : Orders.All(o => o.State == SeatState.WonByA) ? ContestWinner.A
        : Orders.All(o => o.State == SeatState.WonByB) ? ContestWinner.B
        : ContestWinner.Tie;

    /// <summary>True where both orders say the same, false where both can be read and they differ; null where an order cannot be read, or there is one only.</summary>
    public bool? IsConsistent => Winner is null || Orders.Count < 2 ? null : Orders[0].State == Orders[1].State;

    /// <summary>Tokens of the calls that say; null where none does.</summary>
    public UsageDetails? Usage()
    {
        UsageDetails? total = null;
        foreach (var order in Orders.Where(o => o.Usage is not null)) (total ??= new()).Add(order.Usage!);
        return total;
    }
}
