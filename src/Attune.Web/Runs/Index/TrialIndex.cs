using System.Globalization;
using Attune.Runs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Attune.Web.Runs.Index;

/// <summary>Where each trial of a run stands in its log, and the few fields that lists filter and sort by. Thread-safe.</summary>
internal sealed class TrialIndex(IndexFile file)
{
    private readonly IndexMemory _memory = new();

    /// <summary>The values that each field of the condition has in the run.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values()
    {
        using var connection = file.Open();
        var conditions = connection.Query<TrialRow>("SELECT * FROM conditions ORDER BY id").AsList();
        return Condition.Fields.ToDictionary(f => f, f => (IReadOnlyList<string>)[.. conditions.Select(c => c[f]).Distinct()]);
    }

    /// <summary>How many trials have each outcome, in the order of their words.</summary>
    public IReadOnlyList<(string Outcome, long Count)> Outcomes()
    {
        using var connection = file.Open();
        return _memory.Answer(connection, "outcomes", () => connection.Query<(string, long)>("SELECT outcome, COUNT(*) FROM trials GROUP BY outcome ORDER BY outcome").AsList());
    }

    /// <summary>How many trials a filter lets through.</summary>
    public long Count(TrialFilter filter)
    {
        using var connection = file.Open();
        return Ordered(connection, filter).Length;
    }

    public IReadOnlyList<TrialRow> Page(TrialFilter filter, long offset, int size)
    {
        using var connection = file.Open();
        var ordered = Ordered(connection, filter);
        var from = (int)Math.Min(offset, ordered.Length);
        var numbers = ordered.AsSpan(from, Math.Min(size, ordered.Length - from)).ToArray();
        var rows = connection.Query<TrialRow>("SELECT t.*, c.* FROM trials t JOIN conditions c ON c.id = t.condition WHERE t.number IN @numbers", new { numbers }).ToDictionary(r => r.Number);
        return [.. numbers.Where(rows.ContainsKey).Select(n => rows[n])]; // one may just have been logged anew
    }

    /// <summary>A trial; null where there is none of this key.</summary>
    public TrialRow? Find(string key)
    {
        using var connection = file.Open();
        return connection.QuerySingleOrDefault<TrialRow>("SELECT t.*, c.* FROM trials t JOIN conditions c ON c.id = t.condition WHERE t.key = @key", new { key });
    }

    /// <summary>The other trials of the same query, form and user.</summary>
    public IReadOnlyList<TrialRow> Siblings(TrialRow of, int most)
    {
        using var connection = file.Open();
        return connection.Query<TrialRow>(
            "SELECT t.*, c.* FROM trials t JOIN conditions c ON c.id = t.condition WHERE t.query_id = @QueryId AND t.user_id = @UserId AND t.form = @Form AND t.key <> @Key ORDER BY t.condition LIMIT @most",
            new { of.QueryId, of.UserId, of.Form, of.Key, most }).AsList();
    }

    /// <summary>The keys before and after a trial among those that a filter lets through, and how many stand before it; -1, and the first after it, where it is none of them.</summary>
    public (string? Before, string? After, long Place) Around(TrialFilter filter, TrialRow of)
    {
        using var connection = file.Open();
        var ordered = Ordered(connection, filter);
        var place = Array.IndexOf(ordered, of.Number);
        return (KeyAt(place - 1), KeyAt(place + 1), place);

        string? KeyAt(int at) => at >= 0 && at < ordered.Length ? connection.ExecuteScalar<string>("SELECT key FROM trials WHERE number = @number", new { number = ordered[at] }) : null;
    }

    /// <summary>The numbers of the trials that a filter lets through, in its order. Whoever goes through them pays for the sorting once.</summary>
    private long[] Ordered(SqliteConnection connection, TrialFilter filter) => _memory.Answer(connection, "order" + filter.ToQueryString(), () =>
    {
        // As one text: row by row, fetching 100,000 numbers takes longer than sorting them. SQLite keeps the order of a subquery for group_concat.
        var (where, values) = Where(filter);
        var numbers = connection.ExecuteScalar<string?>($"SELECT group_concat(number) FROM (SELECT t.number FROM trials t {where} ORDER BY {Order(filter)})", values) ?? "";
        var ordered = new List<long>();
        foreach (var number in numbers.AsSpan().Split(','))
            if (long.TryParse(numbers.AsSpan(number), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)) ordered.Add(parsed);
        return ordered.ToArray();
    });

    private static string Order(TrialFilter filter) => $"{TrialFilter.Sorts[filter.Sort]} {(filter.Descending ? "DESC" : "ASC")}, t.number";

    private static (string Sql, DynamicParameters Values) Where(TrialFilter filter)
    {
        var (parts, values) = (new List<string>(), new DynamicParameters());
        if (filter.Fields.Count > 0)
        {
            parts.Add($"t.condition IN (SELECT id FROM conditions WHERE {string.Join(" AND ", filter.Fields.Keys.Select(f => $"{f} = @{f}"))})");
            foreach (var (field, value) in filter.Fields) values.Add(field, value);
        }

        foreach (var (column, value) in (ReadOnlySpan<(string, string?)>)[("outcome", filter.Outcome), ("user_id", filter.User), ("query_id", filter.Query)])
        {
            if (value is null) continue;
            parts.Add($"t.{column} = @{column}");
            values.Add(column, value);
        }

        if (filter.Match is { } match)
        {
            parts.Add("t.number IN (SELECT rowid FROM words WHERE words MATCH @match)");
            values.Add("match", match);
        }

        return (parts.Count == 0 ? "" : "WHERE " + string.Join(" AND ", parts), values);
    }
}
