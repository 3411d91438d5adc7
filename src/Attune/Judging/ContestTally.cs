using Attune.Statistics;

namespace Attune.Judging;

/// <summary>
/// What contests came to: the win matrix (InterPref section 4.1, equation 3), the counts that Bradley-Terry ranks, and how far the
/// evaluator's word hangs on the seats. A contest with an order that cannot be read is undecided: it is in no rate and no count, and
/// counted apart. Intervals are those of <see cref="ClusteredMean"/>.
/// </summary>
public sealed record ContestTally
{
    private ContestTally()
    {
    }

    /// <summary>The decided contests, for <see cref="BradleyTerry"/> and <see cref="ContestPlan"/>.</summary>
    public required ContestCounts Counts { get; init; }

    /// <summary>The same by cluster, in the order of the clusters' names.</summary>
    public required IReadOnlyList<ContestCounts> Clusters { get; init; }

    /// <summary>Every contestant against every other that it met, rows and columns by name.</summary>
    public required IReadOnlyList<HeadToHead> Matrix { get; init; }

    /// <summary>All contests.</summary>
    public required int Contests { get; init; }

    /// <summary>Contests that somebody won.</summary>
    public required int Won { get; init; }

    /// <summary>Contests that nobody won; those whose two orders differ are among them.</summary>
    public required int Ties { get; init; }

    /// <summary>Contests with an order that cannot be read.</summary>
    public int Undecided => Contests - Won - Ties;

    /// <summary>Share of decided contests in which both orders say the same; null where none is decided, or each was seen in one order only.</summary>
    public required Estimate? Consistent { get; init; }

    /// <summary>
    /// Share of orders naming a side in which it is the one shown first. Everybody sits on either side once, so 0.5 is free of position
    /// bias (unless one of the orders is unreadable or a tie more often). Null where no order names a side.
    /// </summary>
    public required Estimate? NamedFirst { get; init; }

    /// <summary>How many orders came to each state; none is left out.</summary>
    public required IReadOnlyDictionary<SeatState, int> States { get; init; }

    /// <summary>Counts contests.</summary>
    /// <param name="contests">In any order; the same two contestants may come in either place.</param>
    /// <param name="seed">Of the intervals' resampling: same contests and seed, same intervals.</param>
    /// <exception cref="ArgumentException">A contestant has no name, or meets itself.</exception>
    public static ContestTally Of(IEnumerable<JudgedContest> contests, long seed = 0)
    {
        var all = contests.ToList();
        var decided = all.Where(c => c.Verdict.Winner is not null).ToList();
        var named = all.SelectMany(c => c.Verdict.Orders.Select(o => (c.Cluster, o.NamedFirst))).Where(o => o.NamedFirst is not null);
        return new()
        {
            Counts = Count(all),
            Clusters = [.. decided.GroupBy(c => c.Cluster).OrderBy(g => g.Key, StringComparer.Ordinal).Select(Count)],
            Matrix = [.. all.SelectMany(BothWays).GroupBy(c => (c.A, c.B)).Select(g => Cell(g.Key, [.. g], seed)).OrderBy(c => c.Contestant, StringComparer.Ordinal).ThenBy(c => c.Opponent, StringComparer.Ordinal)],
            Contests = all.Count,
            Won = decided.Count(c => c.Verdict.Winner != ContestWinner.Tie),
            Ties = decided.Count(c => c.Verdict.Winner == ContestWinner.Tie),
            Consistent = ClusteredMean.Share(decided.Where(c => c.Verdict.IsConsistent is not null), c => c.Cluster, c => c.Verdict.IsConsistent == true, seed),
            NamedFirst = ClusteredMean.Share(named, o => o.Cluster, o => o.NamedFirst == true, seed),
            States = Enum.GetValues<SeatState>().ToDictionary(s => s, s => all.Sum(c => c.Verdict.Orders.Count(o => o.State == s))),
        };
    }

    private static ContestCounts Count(IEnumerable<JudgedContest> contests)
    {
        var counts = new ContestCounts();
        foreach (var contest in contests)
        {
            if (string.IsNullOrEmpty(contest.A) || string.IsNullOrEmpty(contest.B) || contest.A == contest.B)
                throw new ArgumentException("A contest has two contestants with names of their own.", nameof(contests));
            if (contest.Verdict.Winner is { } winner) counts.Add(contest.A, contest.B, winner);
        }

        return counts;
    }

    private static IEnumerable<(string A, string B, string Cluster, ContestWinner? Winner)> BothWays(JudgedContest contest)
    {
        var winner = contest.Verdict.Winner;
        ContestWinner? turned = winner switch { ContestWinner.A => ContestWinner.B, ContestWinner.B => ContestWinner.A, _ => winner };
        return [(contest.A, contest.B, contest.Cluster, winner), (contest.B, contest.A, contest.Cluster, turned)];
    }

    private static HeadToHead Cell((string Contestant, string Opponent) pair, List<(string A, string B, string Cluster, ContestWinner? Winner)> contests, long seed) => new(
        pair.Contestant,
        pair.Opponent,
        ClusteredMean.Share(contests.Where(c => c.Winner is not null), c => c.Cluster, c => c.Winner == ContestWinner.A, seed),
        contests.Count(c => c.Winner == ContestWinner.A),
        contests.Count(c => c.Winner == ContestWinner.B),
        contests.Count(c => c.Winner == ContestWinner.Tie),
        contests.Count(c => c.Winner is null));
}
