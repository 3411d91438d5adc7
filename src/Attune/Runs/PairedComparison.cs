using Attune.Statistics;

namespace Attune.Runs;

/// <summary>
/// Compares two sets of conditions on the same questions: trials are paired that agree in query, form and every field of the
/// condition that the two sets do not fix, and the mean of the differences is estimated with users as clusters.
/// </summary>
public static class PairedComparison
{
    /// <summary>The mean of A − B for each task and metric.</summary>
    /// <param name="a">Where A's trials are.</param>
    /// <param name="conditionsOfA">Fields that A fixes, by name.</param>
    /// <param name="b">Where B's trials are; may be the same.</param>
    /// <param name="conditionsOfB">Fields that B fixes.</param>
    /// <exception cref="BadInputException">A side has several trials for one question, so that it is open which to pair.</exception>
    public static IReadOnlyList<PairedDifference> Compare(
        RunResults a, IReadOnlyDictionary<string, string> conditionsOfA, RunResults b, IReadOnlyDictionary<string, string> conditionsOfB)
    {
        var free = Condition.Fields.Where(f => !conditionsOfA.ContainsKey(f) && !conditionsOfB.ContainsKey(f)).ToList();
        var others = new Dictionary<string, RunResults.Row>(StringComparer.Ordinal);
        foreach (var row in Matching(b, conditionsOfB))
            if (!others.TryAdd(Key(row, free), row)) throw Ambiguous("--b", row);

        var paired = new HashSet<string>(StringComparer.Ordinal);
        var differences = new SortedDictionary<(string Task, int Metric), ClusteredMean>();
        foreach (var row in Matching(a, conditionsOfA))
        {
            if (!others.TryGetValue(Key(row, free), out var other)) continue;
            if (!paired.Add(Key(row, free))) throw Ambiguous("--a", row);
            for (var m = 0; m < RunResults.Metrics.Count; m++)
            {
                if (!row.Scores.TryGetValue(RunResults.Metrics[m], out var x) || !other.Scores.TryGetValue(RunResults.Metrics[m], out var y)) continue;
                var key = (row.Condition.Task, m);
                if (!differences.TryGetValue(key, out var mean)) differences[key] = mean = new();
                mean.Add(row.UserId, x - y);
            }
        }

        return [.. differences.Select(d => new PairedDifference(Name(conditionsOfA), Name(conditionsOfB), d.Key.Task, RunResults.Metrics[d.Key.Metric], Estimate(d.Value, RunResults.Metrics[d.Key.Metric], a.Seed)))];
    }

    private static BadInputException Ambiguous(string side, RunResults.Row row) => new(
        side, $"fits several trials for the same question, as '{row.QueryId}'", "Fix the same fields on both sides, like --a method=rag --b method=zero-shot");

    private static Estimate Estimate(ClusteredMean mean, string metric, long seed)
    {
        var (lowest, highest) = RunResults.RangeOf(metric);
        return mean.Estimate(seed, lowest - highest, highest - lowest)!;
    }

    private static string Name(IReadOnlyDictionary<string, string> conditions) => string.Join(',', conditions.Select(c => $"{c.Key}={c.Value}"));

    private static IEnumerable<RunResults.Row> Matching(RunResults results, IReadOnlyDictionary<string, string> conditions) =>
        results.Rows.Where(r => r.IsScored && conditions.All(c => r.Condition[c.Key] == c.Value));

    private static string Key(RunResults.Row row, List<string> free) =>
        string.Join('\0', free.Select(f => row.Condition[f]).Append(row.QueryId).Append(row.Form));
}
