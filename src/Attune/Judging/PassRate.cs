using Attune.Statistics;

namespace Attune.Judging;

/// <summary>
/// InterPref's pass rate (section 4.1, equation 2, as a share): pairs that the evaluator matched in all four orders. A pair with an
/// order that cannot be read is neither passed nor failed; it is counted apart, and the bounds say what it could change. A pair whose two
/// answers are the same text counts as chance: an evaluator that answers the same prompt always alike could never pass it, one that guesses
/// passes it once in sixteen, and neither says anything about the model. Intervals
/// are those of <see cref="ClusteredMean"/>.
/// </summary>
public sealed record PassRate
{
    /// <summary>What an evaluator that tosses a coin in each order passes: 1/16.</summary>
    public const double Chance = 1 / 16.0;

    private PassRate()
    {
    }

    /// <summary>Share of passed pairs among those with four readable orders; null where there is none.</summary>
    public required Estimate? Rate { get; init; }

    /// <summary>The share among all pairs if every order that cannot be read were right: not less than a full reading would give. Null where there are no pairs.</summary>
    public required Estimate? IfUnreadRight { get; init; }

    /// <summary>The share among all pairs if every order that cannot be read were wrong: not more than a full reading would give. Null where there are no pairs.</summary>
    public required Estimate? IfUnreadWrong { get; init; }

    /// <summary>All pairs.</summary>
    public required int Pairs { get; init; }

    /// <summary>Pairs matched in all four orders.</summary>
    public required int Passed { get; init; }

    /// <summary>Pairs with four readable orders, at least one of them swapped.</summary>
    public required int Failed { get; init; }

    /// <summary>Pairs whose two answers are the same text; each counts <see cref="Chance"/>.</summary>
    public required int Alike { get; init; }

    /// <summary>Pairs with an order that cannot be read.</summary>
    public int Unread => Pairs - Passed - Failed - Alike;

    /// <summary>Each of the four orders alone.</summary>
    public required IReadOnlyList<OrderAgreement> Orders { get; init; }

    /// <summary>
    /// Share of readable orders in which the answer shown first went to the preference shown first. Half of the orders are made so,
    /// so 0.5 is free of position bias (unless one kind of order is unreadable more often), 1 is always the first, 0 always the second.
    /// Null where no order can be read.
    /// </summary>
    public required Estimate? NamedFirst { get; init; }

    /// <summary>How many orders came to each state; none is left out.</summary>
    public required IReadOnlyDictionary<OrderState, int> States { get; init; }

    /// <summary>Counts verdicts.</summary>
    /// <param name="verdicts">Each with what it resembles others by, usually its user, or its pair where every pair stands for itself.</param>
    /// <param name="seed">Of the intervals' resampling: same verdicts and seed, same intervals, whatever their order.</param>
    public static PassRate Of(IEnumerable<(string Cluster, PairVerdict Verdict)> verdicts, long seed = 0)
    {
        var all = verdicts.ToList();
        var orders = all.SelectMany(p => p.Verdict.Orders.Select(o => (p.Cluster, Order: o))).ToList();
        return new()
        {
            Rate = Mean(all.Where(p => p.Verdict.Score is not null), v => v.Score!.Value, seed),
            IfUnreadRight = Mean(all, v => v.Score ?? (v.CouldPass ? 1 : 0), seed),
            IfUnreadWrong = Mean(all, v => v.Score ?? 0, seed),
            Pairs = all.Count,
            Passed = all.Count(p => p.Verdict.Passed == true),
            Failed = all.Count(p => p.Verdict is { Passed: false, IsAlike: false }),
            Alike = all.Count(p => p.Verdict.IsAlike),
            Orders = [.. PairOrder.All.Select(order => Agreement(order, [.. orders.Where(o => o.Order.Order == order)], seed))],
            NamedFirst = ClusteredMean.Share(orders.Where(o => o.Order.IsReadable), o => o.Cluster, o => o.Order.NamedFirst == true, seed),
            States = Enum.GetValues<OrderState>().ToDictionary(s => s, s => orders.Count(o => o.Order.State == s)),
        };
    }

    private static OrderAgreement Agreement(PairOrder order, List<(string Cluster, OrderVerdict Order)> verdicts, long seed) => new(
        order,
        ClusteredMean.Share(verdicts.Where(v => v.Order.IsReadable), v => v.Cluster, v => v.Order.State == OrderState.Matched, seed),
        verdicts.Count(v => !v.Order.IsReadable && v.Order.State != OrderState.Alike));

    private static Estimate? Mean(IEnumerable<(string Cluster, PairVerdict Verdict)> verdicts, Func<PairVerdict, double> score, long seed)
    {
        var mean = new ClusteredMean();
        foreach (var (cluster, verdict) in verdicts) mean.Add(cluster, score(verdict));
        return mean.Estimate(seed, 0, 1);
    }
}
