using Dapper;

namespace Attune.Web.Runs.Index;

/// <summary>Which preference pairs a run asked, what verdicts on them came to, and where verdicts and contests stand in their logs. Thread-safe.</summary>
internal sealed class PairIndex(IndexFile file)
{
    /// <summary>Everybody who was asked to match answers.</summary>
    public IReadOnlyList<string> Evaluators()
    {
        using var connection = file.Open();
        return connection.Query<string>("SELECT DISTINCT evaluator FROM verdicts ORDER BY evaluator").AsList();
    }

    /// <summary>How many pairs were asked.</summary>
    public long Count()
    {
        using var connection = file.Open();
        return connection.ExecuteScalar<long>("SELECT COUNT(DISTINCT query_id) FROM trials WHERE condition IN (SELECT id FROM conditions WHERE task = 'pair')");
    }

    /// <summary>Some of the pairs that a filter lets through; each knows how many there are.</summary>
    public IReadOnlyList<PairRow> Page(PairFilter filter, long offset, int size)
    {
        using var connection = file.Open();
        var (pairs, values) = Pairs(filter);
        values.AddDynamicParams(new { offset, size });
        return connection.Query<PairRow>($"""
            WITH {pairs}, page AS (SELECT *, COUNT(*) OVER () AS total FROM pairs ORDER BY {Order(filter)} LIMIT @size OFFSET @offset)
            SELECT page.*, (SELECT COUNT(*) FROM contests c WHERE c.pair = page.pair AND c.said > 0) AS contests FROM page ORDER BY {Order(filter)}
            """, values).AsList();
    }

    /// <summary>The pairs before and after one among those that a filter lets through, and how many stand before it; null where it is not among them.</summary>
    public (string? Before, string? After, long Place, long Total)? Around(PairFilter filter, string pair)
    {
        using var connection = file.Open();
        var (pairs, values) = Pairs(filter);
        values.Add("pair", pair);
        var found = connection.QuerySingleOrDefault<Place>($"""
            WITH {pairs}, placed AS (
                SELECT pair, LAG(pair) OVER w AS before, LEAD(pair) OVER w AS after, ROW_NUMBER() OVER w AS number, COUNT(*) OVER () AS total FROM pairs WINDOW w AS (ORDER BY {Order(filter)}))
            SELECT before, after, number - 1 AS ahead, total FROM placed WHERE pair = @pair
            """, values);
        return found is null ? null : (found.Before, found.After, found.Ahead, found.Total);
    }

    /// <summary>The trials of a pair, those of one condition together, the first user's first.</summary>
    public IReadOnlyList<TrialRow> Trials(string pair, PairFilter filter)
    {
        using var connection = file.Open();
        var (conditions, values) = Conditions(filter);
        values.Add("pair", pair);
        return connection.Query<TrialRow>(
            $"SELECT t.*, c.* FROM trials t JOIN conditions c ON c.id = t.condition WHERE t.query_id = @pair AND t.condition IN ({conditions}) ORDER BY t.condition, t.form", values).AsList();
    }

    /// <summary>Where the verdicts on a pair stand.</summary>
    public IReadOnlyList<LogLine> Verdicts(string pair, PairFilter filter)
    {
        using var connection = file.Open();
        var (conditions, values) = Conditions(filter);
        values.AddDynamicParams(new { pair, filter.Evaluator });
        return connection.Query<LogLine>(
            $"SELECT number, place, length FROM verdicts WHERE pair = @pair AND condition IN ({conditions}) AND (@Evaluator IS NULL OR evaluator = @Evaluator) ORDER BY evaluator", values).AsList();
    }

    /// <summary>Where what was said of contests over a pair stands, and of how many something was said.</summary>
    public (IReadOnlyList<LogLine> Lines, long Total) Contests(string pair, PairFilter filter, int most)
    {
        using var connection = file.Open();
        var (conditions, values) = Conditions(filter);
        values.AddDynamicParams(new { pair, most });
        var which = $"pair = @pair AND said > 0 AND (a IN ({conditions}) OR b IN ({conditions}))";
        return (
            connection.Query<LogLine>($"SELECT number, place, length FROM contests WHERE {which} ORDER BY a, b, evaluator, number LIMIT @most", values).AsList(),
            connection.ExecuteScalar<long>($"SELECT COUNT(*) FROM contests WHERE {which}", values));
    }

    private static string Order(PairFilter filter) => $"{PairFilter.Sorts[filter.Sort]} {(filter.Descending ? "DESC" : "ASC")}, first";

    private static (string Sql, DynamicParameters Values) Conditions(PairFilter filter)
    {
        var values = new DynamicParameters();
        foreach (var (field, value) in filter.Fields) values.Add(field, value);
        return ($"SELECT id FROM conditions WHERE task = 'pair'{string.Concat(filter.Fields.Keys.Select(f => $" AND {f} = @{f}"))}", values);
    }

    /// <summary>What was asked, each with its verdicts; who was asked and has not been judged is unjudged.</summary>
    private static (string Sql, DynamicParameters Values) Pairs(PairFilter filter)
    {
        var (conditions, values) = Conditions(filter);
        values.AddDynamicParams(new { filter.Evaluator, filter.Outcome });
        return ($"""
            asked AS (SELECT query_id AS pair, condition, MIN(number) AS first FROM trials WHERE condition IN ({conditions}) GROUP BY query_id, condition),
            judged AS (
                SELECT a.pair, a.first, COALESCE(v.outcome, 'unjudged') AS outcome
                FROM asked a LEFT JOIN verdicts v ON v.pair = a.pair AND v.condition = a.condition {(filter.Evaluator is null ? "" : "AND v.evaluator = @Evaluator")}),
            pairs AS (
                SELECT pair, MIN(first) AS first, COUNT(*) AS verdicts, SUM(outcome = 'passed') AS passed, SUM(outcome = 'failed') AS failed, SUM(outcome = 'alike') AS alike,
                    SUM(outcome = 'unjudged') AS unjudged
                FROM judged GROUP BY pair {(filter.Outcome is null ? "" : "HAVING SUM(outcome = @Outcome) > 0")})
            """, values);
    }

    private sealed record Place
    {
        public string? Before { get; init; }

        public string? After { get; init; }

        public long Ahead { get; init; }

        public long Total { get; init; }
    }
}
