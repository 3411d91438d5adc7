using Attune.Methods;

namespace Attune.Runs.Pairs;

/// <summary>The contests that an experiment can have: every two of its contestants, a model with a method, over every pair in every context.</summary>
internal sealed class ContestSchedule
{
    private readonly RunSetup _setup;
    private readonly int? _limit;

    /// <summary>As many as are decided where nobody says how many and all evaluators are embedded: enough to rank, and done in minutes.</summary>
    public const int MostByDefault = 10_000;

    /// <param name="setup">The experiment.</param>
    /// <param name="limit">Contests for each evaluator; null means the default: up to <see cref="MostByDefault"/> where evaluators are embedded, none where they cost.</param>
    public ContestSchedule(RunSetup setup, int? limit) => (_setup, _limit) = (setup, limit);

    /// <summary>What a contestant is called: its model and its method.</summary>
    public static string NameOf(Condition condition) => $"{condition.Model} {condition.Method}";

    /// <summary>Contests for each evaluator: no more than are wanted, nor than there are.</summary>
    public int Wanted
    {
        get
        {
            if (_setup.Evaluators.Count == 0) return 0;
            var limit = _limit ?? (_setup.Evaluators.All(e => e.IsEmbedded) ? MostByDefault : 0);
            return limit == 0 ? 0 : (int)Math.Min(limit, Groups(_setup.Planner.Pairs).Sum(g => (long)g.Count() * (g.Count() - 1) / 2));
        }
    }

    /// <summary>Every contest whose four answers are there.</summary>
    /// <param name="isAnswered">Whether a contestant has answered a pair for both users.</param>
    public IEnumerable<PossibleContest> Contests(Func<PlannedPair, bool> isAnswered) => Contests(_setup.Planner.Pairs, isAnswered);

    /// <inheritdoc cref="Contests(Func{PlannedPair, bool})"/>
    public static IEnumerable<PossibleContest> Contests(PairPlanner pairs, Func<PlannedPair, bool> isAnswered)
    {
        foreach (var group in Groups(pairs))
        {
            var contestants = group.Where(isAnswered).OrderBy(p => NameOf(p.Condition), StringComparer.Ordinal).ToList();
            for (var a = 0; a < contestants.Count; a++)
                for (var b = a + 1; b < contestants.Count; b++) yield return new(contestants[a], contestants[b]);
        }
    }

    /// <summary>What contestants meet over: the same pair in the same context. The blind floor does not take part: it cannot know the users.</summary>
    private static IEnumerable<IGrouping<(string Pair, string? Context), PlannedPair>> Groups(PairPlanner pairs) =>
        pairs.Pairs().Where(p => p.Condition.Method != Method.NoHistory).GroupBy(p => (p.Pair.Id, p.Condition.Context));
}
