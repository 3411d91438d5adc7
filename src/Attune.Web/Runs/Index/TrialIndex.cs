using System.Globalization;
using System.Text.Json;
using Attune.Runs;
using Attune.Web.Storage;
using Dapper;
using Microsoft.Data.Sqlite;
using SqliteTransaction = Microsoft.Data.Sqlite.SqliteTransaction;

namespace Attune.Web.Runs.Index;

/// <summary>
/// Where each trial of a run stands in its log, and the few fields that lists filter and sort by: a SQLite file of the console's own,
/// which grows with the log and is begun anew where the log is another one. Losing it costs the time to read the log. Thread-safe; one
/// writer at a time.
/// </summary>
internal sealed class TrialIndex
{
    /// <summary>Another number begins every index anew.</summary>
    private const long Format = 1;

    /// <summary>Lines in one transaction: enough that the disk is not the bottleneck, few enough that readers see progress.</summary>
    private const int Batch = 2000;

    private const string Tables = """
        CREATE TABLE progress (place INTEGER NOT NULL, line INTEGER NOT NULL, broken INTEGER NOT NULL, witness TEXT NOT NULL);
        CREATE TABLE conditions (id INTEGER PRIMARY KEY, dataset TEXT NOT NULL, model TEXT NOT NULL, method TEXT NOT NULL, expression TEXT NOT NULL,
            context TEXT NOT NULL, task TEXT NOT NULL, preferences TEXT NOT NULL);
        CREATE TABLE trials (number INTEGER PRIMARY KEY, place INTEGER NOT NULL, length INTEGER NOT NULL, key TEXT NOT NULL UNIQUE, condition INTEGER NOT NULL,
            user_id TEXT NOT NULL, query_id TEXT NOT NULL, form TEXT NOT NULL, outcome TEXT NOT NULL, accuracy REAL, awareness REAL, alignment REAL, quality REAL,
            turns INTEGER, in_prompt INTEGER, history_tokens INTEGER NOT NULL, cost REAL, latency REAL NOT NULL);
        CREATE INDEX trials_of_user ON trials (user_id);
        CREATE INDEX trials_of_query ON trials (query_id);
        CREATE VIRTUAL TABLE words USING fts5(text, content='');
        INSERT INTO progress VALUES (0, 0, 0, '');
        """;

    private const string Insert = """
        INSERT INTO trials VALUES ($number, $place, $length, $key, $condition, $user, $query, $form, $outcome, $accuracy, $awareness, $alignment, $quality, $turns, $in_prompt, $tokens, $cost, $latency)
        """;

    /// <summary>Answers that are remembered, the newest; an order of 100,000 trials is 400 KB of them.</summary>
    private const int MostRemembered = 12;

    private readonly string _log;
    private readonly string _connection;
    private readonly Lock _gate = new();
    private (Progress At, OrderedDictionary<string, object> Answers) _remembered = (new(), []);

    public TrialIndex(string file, string log)
    {
        _log = log;
        PrivateFiles.Create(file);
        _connection = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWriteCreate, DefaultTimeout = 30 }.ToString();
        using var connection = Open();
        connection.Execute("PRAGMA journal_mode = WAL");
        if (connection.ExecuteScalar<long>("PRAGMA user_version") != Format) Begin(connection);
    }

    /// <summary>Reads what the log has more than the index.</summary>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public void CatchUp(CancellationToken cancellationToken)
    {
        using var connection = Open();
        if (!File.Exists(_log))
        {
            Begin(connection);
            return;
        }

        using var log = new LogTail(_log);
        var at = connection.QuerySingle<Progress>("SELECT place, line, broken, witness FROM progress");
        if (at.Place > 0 && log.WitnessOf(at.Place) != at.Witness)
        {
            Begin(connection);
            at = new();
        }

        if (log.Length == at.Place) return;
        using var writer = new Writer(connection);
        foreach (var lines in log.LinesFrom(at.Place).Select(l => (l.Offset, Next: l.Offset + l.Line.Length + 1, Trial: Parse(l.Line.Span), l.Line.Length, IsBlank: l.Line.Span.Trim(" \r\t"u8).IsEmpty)).Chunk(Batch))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var transaction = connection.BeginTransaction();
            foreach (var (offset, next, trial, length, isBlank) in lines)
            {
                at = at with { Place = next, Line = at.Line + 1, Broken = at.Broken + (trial is null && !isBlank ? 1 : 0) };
                if (trial is not null) writer.Write(trial, at.Line, offset, length, transaction);
            }

            connection.Execute("UPDATE progress SET place = @Place, line = @Line, broken = @Broken, witness = @witness", new { at.Place, at.Line, at.Broken, witness = log.WitnessOf(at.Place) }, transaction);
            transaction.Commit();
        }
    }

    /// <summary>Bytes of the log that are not read yet, or all of them where it is another one.</summary>
    public long Left()
    {
        using var connection = Open();
        var (place, size) = (connection.ExecuteScalar<long>("SELECT place FROM progress"), File.Exists(_log) ? new FileInfo(_log).Length : 0);
        return size >= place ? size - place : size;
    }

    public IndexState State()
    {
        using var connection = Open();
        var state = Remembered(connection, "state", Counted);
        return state with { OfBytes = File.Exists(_log) ? new FileInfo(_log).Length : 0 };
    }

    private IndexState Counted()
    {
        using var connection = Open();
        var at = connection.QuerySingle<Progress>("SELECT place, line, broken, witness FROM progress");
        var sums = connection.QuerySingle<Sums>("SELECT COUNT(*) AS count, SUM(cost) AS cost FROM trials");
        var size = File.Exists(_log) ? new FileInfo(_log).Length : 0;
        return new(sums.Count, at.Place, size, at.Broken, sums.Cost);
    }

    /// <summary>The values that each field of the condition has in the run.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values()
    {
        using var connection = Open();
        var conditions = connection.Query<TrialRow>("SELECT * FROM conditions ORDER BY id").AsList();
        return Condition.Fields.ToDictionary(f => f, f => (IReadOnlyList<string>)[.. conditions.Select(c => c[f]).Distinct()]);
    }

    /// <summary>How many trials have each outcome, in the order of their words.</summary>
    public IReadOnlyList<(string Outcome, long Count)> Outcomes()
    {
        using var connection = Open();
        return Remembered(connection, "outcomes", () => connection.Query<(string, long)>("SELECT outcome, COUNT(*) FROM trials GROUP BY outcome ORDER BY outcome").AsList());
    }

    /// <summary>How many trials a filter lets through.</summary>
    public long Count(TrialFilter filter)
    {
        using var connection = Open();
        return Ordered(connection, filter).Length;
    }

    public IReadOnlyList<TrialRow> Page(TrialFilter filter, long offset, int size)
    {
        using var connection = Open();
        var ordered = Ordered(connection, filter);
        var from = (int)Math.Min(offset, ordered.Length);
        var numbers = ordered.AsSpan(from, Math.Min(size, ordered.Length - from)).ToArray();
        var rows = connection.Query<TrialRow>("SELECT t.*, c.* FROM trials t JOIN conditions c ON c.id = t.condition WHERE t.number IN @numbers", new { numbers }).ToDictionary(r => r.Number);
        return [.. numbers.Where(n => rows.ContainsKey(n)).Select(n => rows[n])]; // one may just have been logged anew
    }

    /// <summary>A trial; null where there is none of this key.</summary>
    public TrialRow? Find(string key)
    {
        using var connection = Open();
        return connection.QuerySingleOrDefault<TrialRow>("SELECT t.*, c.* FROM trials t JOIN conditions c ON c.id = t.condition WHERE t.key = @key", new { key });
    }

    /// <summary>The other trials of the same query, form and user.</summary>
    public IReadOnlyList<TrialRow> Siblings(TrialRow of, int most)
    {
        using var connection = Open();
        return connection.Query<TrialRow>(
            "SELECT t.*, c.* FROM trials t JOIN conditions c ON c.id = t.condition WHERE t.query_id = @QueryId AND t.user_id = @UserId AND t.form = @Form AND t.key <> @Key ORDER BY t.condition LIMIT @most",
            new { of.QueryId, of.UserId, of.Form, of.Key, most }).AsList();
    }

    /// <summary>The keys before and after a trial among those that a filter lets through, and how many stand before it; -1, and the first after it, where it is none of them.</summary>
    public (string? Before, string? After, long Place) Around(TrialFilter filter, TrialRow of)
    {
        using var connection = Open();
        var ordered = Ordered(connection, filter);
        var place = Array.IndexOf(ordered, (int)of.Number);
        return (KeyAt(place - 1), KeyAt(place + 1), place);

        string? KeyAt(int at) => at >= 0 && at < ordered.Length ? connection.ExecuteScalar<string>("SELECT key FROM trials WHERE number = @number", new { number = ordered[at] }) : null;
    }

    /// <summary>The numbers of the trials that a filter lets through, in its order. Whoever goes through them pays for the sorting once.</summary>
    private int[] Ordered(SqliteConnection connection, TrialFilter filter) => Remembered(connection, "order" + filter.ToQueryString(), () =>
    {
        // As one text: row by row, fetching 100,000 numbers takes longer than sorting them. SQLite keeps the order of a subquery for group_concat.
        var (where, values) = Where(filter);
        var numbers = connection.ExecuteScalar<string?>($"SELECT group_concat(number) FROM (SELECT t.number FROM trials t {where} ORDER BY {Order(filter)})", values) ?? "";
        var ordered = new List<int>();
        foreach (var number in numbers.AsSpan().Split(','))
            if (int.TryParse(numbers.AsSpan(number), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)) ordered.Add(parsed);
        return ordered.ToArray();
    });

    /// <summary>What was asked before is known until the index grows.</summary>
    private T Remembered<T>(SqliteConnection connection, string question, Func<T> ask)
        where T : class
    {
        var at = connection.QuerySingle<Progress>("SELECT place, line, broken, witness FROM progress");
        lock (_gate)
        {
            if (_remembered.At != at) _remembered = (at, []);
            if (_remembered.Answers.TryGetValue(question, out var known)) return (T)known;
        }

        var answer = ask();
        lock (_gate)
        {
            if (_remembered.At != at) return answer;
            if (_remembered.Answers.Count >= MostRemembered) _remembered.Answers.RemoveAt(0);
            _remembered.Answers[question] = answer;
        }

        return answer;
    }

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

    private static IndexedTrial? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, IndexJson.Default.IndexedTrial);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Begin(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var table in (string[])["progress", "conditions", "trials", "words"]) connection.Execute($"DROP TABLE IF EXISTS {table}", transaction: transaction);
        connection.Execute(Tables, transaction: transaction);
        connection.Execute($"PRAGMA user_version = {Format}", transaction: transaction);
        transaction.Commit();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        connection.Open();
        connection.Execute("PRAGMA synchronous = OFF");
        return connection;
    }

    private sealed record Progress
    {
        public long Place { get; init; }

        public long Line { get; init; }

        public long Broken { get; init; }

        public string Witness { get; init; } = "";
    }

    private sealed record Sums
    {
        public long Count { get; init; }

        public double? Cost { get; init; }
    }

    /// <summary>Puts trials into the tables with statements that are prepared once.</summary>
    private sealed class Writer : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteCommand _insert;
        private readonly SqliteCommand _words;
        private readonly SqliteCommand _older;
        private readonly Dictionary<Condition, long> _conditions;

        public Writer(SqliteConnection connection)
        {
            _connection = connection;
            (_insert, _words, _older) = (connection.CreateCommand(), connection.CreateCommand(), connection.CreateCommand());
            _insert.CommandText = Insert;
            foreach (var name in (string[])["number", "place", "length", "key", "condition", "user", "query", "form", "outcome", "accuracy", "awareness", "alignment", "quality", "turns", "in_prompt", "tokens", "cost", "latency"])
                _insert.Parameters.Add(new("$" + name, null));
            _words.CommandText = "INSERT INTO words (rowid, text) VALUES ($number, $text)";
            _words.Parameters.Add(new("$number", null));
            _words.Parameters.Add(new("$text", null));
            _older.CommandText = "DELETE FROM trials WHERE key = $key";
            _older.Parameters.Add(new("$key", null));
            _conditions = connection.Query<TrialRow>("SELECT id AS number, * FROM conditions").ToDictionary(
                c => new Condition { Dataset = c.Dataset, Model = c.Model, Method = c.Method, Expression = c.Expression, Context = c.Context, Task = c.Task, Preferences = c.Preferences }, c => c.Number);
        }

        /// <summary>The last line of a trial stands; words of an earlier one lead nowhere.</summary>
        public void Write(IndexedTrial trial, long number, long place, int length, SqliteTransaction transaction)
        {
            (_insert.Transaction, _words.Transaction, _older.Transaction) = (transaction, transaction, transaction);
            _older.Parameters[0].Value = trial.Key;
            _older.ExecuteNonQuery();
            object?[] values =
            [
                number, place, length, trial.Key, ConditionOf(trial.Condition, transaction), trial.UserId, trial.QueryId, trial.Form ?? "", trial.Outcome,
                trial.Score("accuracy"), trial.Score("awareness"), trial.Score("alignment"), trial.Score("quality"),
                trial.Evidence?.Turns, trial.Evidence?.InPrompt, trial.HistoryTokens, trial.Cost, trial.LatencyMs,
            ];
            for (var i = 0; i < values.Length; i++) _insert.Parameters[i].Value = values[i] ?? DBNull.Value;
            _insert.ExecuteNonQuery();
            if ((trial.Answer ?? trial.Error) is not { Length: > 0 } text) return;
            (_words.Parameters[0].Value, _words.Parameters[1].Value) = (number, text);
            _words.ExecuteNonQuery();
        }

        public void Dispose()
        {
            _insert.Dispose();
            _words.Dispose();
            _older.Dispose();
        }

        private long ConditionOf(Condition given, SqliteTransaction transaction)
        {
            var condition = given with { Expression = given.Expression ?? "", Context = given.Context ?? "" };
            if (_conditions.TryGetValue(condition, out var id)) return id;
            return _conditions[condition] = _connection.ExecuteScalar<long>(
                "INSERT INTO conditions (dataset, model, method, expression, context, task, preferences) VALUES (@Dataset, @Model, @Method, @Expression, @Context, @Task, @Preferences); SELECT last_insert_rowid()",
                condition, transaction);
        }
    }
}
