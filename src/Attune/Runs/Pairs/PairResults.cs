using Attune.Datasets.Parts;
using Attune.Judging;
using Attune.Statistics;

namespace Attune.Runs.Pairs;

/// <summary>The verdicts of a run, without what the evaluators said.</summary>
/// <param name="seed">Of the intervals.</param>
internal sealed class PairResults(long seed)
{
    /// <summary>The metric of a verdict: <see cref="PairVerdict.Score"/>.</summary>
    public const string Metric = "pass";

    private readonly List<Entry> _verdicts = [];
    private readonly ConnectedUsers _users = new();
    private IReadOnlyList<RunResults.Row>? _rows;

    /// <summary>
    /// The verdicts that can be read as rows of their own: the pair is the query, the evaluator the form, and users who are
    /// connected by pairs are one.
    /// </summary>
    public IReadOnlyList<RunResults.Row> Rows => _rows ??= [.. _verdicts.Where(v => v.Verdict.Score is not null).Select(RowOf)];

    /// <summary>Takes in a verdict; one that still lacks orders is left out.</summary>
    public void Add(VerdictRecord record)
    {
        if (record.Orders.Count < PairOrder.All.Count) return;
        var verdict = new PairVerdict([.. record.Orders.Select(o => new OrderVerdict(o.Order, o.State))]);
        _users.Connect(record.Users[0], record.Users[1]);
        _verdicts.Add(new(record.Condition, record.PairId, record.Distance, record.Evaluator, record.Users[0], verdict));
        _rows = null;
    }

    /// <summary>One user who stands for all who are paired with this one, directly or over others.</summary>
    public string LeaderOf(string user) => _users.LeaderOf(user);

    /// <summary>One result for each evaluator and distinct value of <paramref name="group"/>, in the order met.</summary>
    /// <param name="group">Maps a condition to what its pairs are pooled by.</param>
    /// <param name="blind">The pass of the same pair without history; null where it was not run, or cannot be read.</param>
    public IReadOnlyList<PassRateResult<TKey>> By<TKey>(Func<Condition, TKey> group, Func<RunResults.Row, double?> blind)
        where TKey : notnull
    {
        var rows = Rows.ToLookup(r => (group(r.Condition), r.Form!));
        return
        [
            .. _verdicts.GroupBy(v => (Key: group(v.Condition), v.Evaluator)).Select(g => new PassRateResult<TKey>(
                g.Key.Key, g.Key.Evaluator, Rate(g), Gain(rows[g.Key], blind), ByDistance([.. g]))),
        ];
    }

    private Estimate? Gain(IEnumerable<RunResults.Row> rows, Func<RunResults.Row, double?> blind)
    {
        var gain = new ClusteredMean();
        foreach (var row in rows)
            if (row.Condition.Method != Methods.Method.NoHistory && blind(row) is { } without) gain.Add(row.UserId, row.Scores[Metric] - without);
        return gain.Estimate(seed, -1, 1);
    }

    private List<KeyValuePair<int, PassRate>> ByDistance(IReadOnlyList<Entry> verdicts)
    {
        var distances = verdicts.Where(v => v.Distance is not null).GroupBy(v => v.Distance!.Value).OrderBy(g => g.Key).ToList();
        return distances.Count < 2 ? [] : distances.ConvertAll(g => KeyValuePair.Create(g.Key, Rate(g)));
    }

    private PassRate Rate(IEnumerable<Entry> verdicts) => PassRate.Of(verdicts.Select(v => (_users.LeaderOf(v.User), v.Verdict)), seed);

    private RunResults.Row RowOf(Entry entry) => new(
        entry.Condition, _users.LeaderOf(entry.User), entry.PairId, entry.Evaluator, TrialOutcome.Scored, false, new Dictionary<string, double> { [Metric] = entry.Verdict.Score!.Value }, null, null);

    private sealed record Entry(Condition Condition, string PairId, int? Distance, string Evaluator, string User, PairVerdict Verdict);
}
