using Attune.Runs;
using Attune.Runs.Costs;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Attune.Web.Runs.Index;

/// <summary>
/// What lists need of a run's logs, in a SQLite file of the console's own, which grows with the logs and is begun anew where one of them is
/// another one. Thread-safe; one writer at a time.
/// </summary>
internal sealed class RunIndex
{
    private readonly IndexFile _file;
    private readonly string _run;
    private readonly FollowedLog[] _logs;
    private readonly IndexMemory _memory = new();

    /// <param name="file">Where the index is, or is to be.</param>
    /// <param name="run">The run's folder.</param>
    public RunIndex(string file, string run)
    {
        (_file, _run) = (new(file), run);
        (Trials, Pairs) = (new(_file), new(_file));
        _logs =
        [
            new(run, "trials.jsonl", connection => new TrialWriter(connection)),
            new(run, "verdicts.jsonl", connection => new VerdictWriter(connection)),
            new(run, "contests.jsonl", connection => new ContestWriter(connection)),
        ];
    }

    /// <summary>Its trials.</summary>
    public TrialIndex Trials { get; }

    /// <summary>What was said of its preference pairs.</summary>
    public PairIndex Pairs { get; }

    /// <summary>Reads what the logs have more than the index.</summary>
    /// <exception cref="IOException">A log cannot be read.</exception>
    public void CatchUp(CancellationToken cancellationToken)
    {
        using var connection = _file.Open();
        if (!_logs.All(l => l.IsSame(connection))) IndexFile.Begin(connection);
        foreach (var log in _logs) log.CatchUp(connection, cancellationToken);
    }

    /// <summary>Bytes of the logs that are not read yet.</summary>
    public long Left()
    {
        using var connection = _file.Open();
        return _logs.Sum(l => l.Left(connection));
    }

    public IndexState State()
    {
        using var connection = _file.Open();
        var at = _logs.Select(l => l.Progress(connection)).ToList();
        var counted = _memory.Answer(connection, "state", () => Counted(connection));
        return counted with { Bytes = at.Sum(p => p.Place), OfBytes = _logs.Sum(l => l.Size), Broken = at.Sum(p => p.Broken), Cost = counted.Cost + Unfinished(connection) };
    }

    /// <summary>What does not change while nothing more is indexed.</summary>
    private static IndexState Counted(SqliteConnection connection) => new(connection.ExecuteScalar<long>("SELECT COUNT(*) FROM trials"), 0, 0, 0)
    {
        Cost = ((string[])["trials", "verdicts", "contests"]).Aggregate(Cost.None, (sum, table) => sum + CostOf(connection, table)),
        HasPairs = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM conditions WHERE task = 'pair'") > 0,
    };

    private static Cost CostOf(SqliteConnection connection, string table)
    {
        var sums = connection.QuerySingle<Sums>($"SELECT COUNT(*) AS count, COUNT(usd) AS known, COALESCE(SUM(usd), 0) AS usd, COUNT(cost) AS priced, COALESCE(SUM(cost), 0) AS cost FROM {table}");
        return new(sums.Known == sums.Count ? sums.Usd : null, sums.Priced == sums.Count ? sums.Cost : null);
    }

    /// <summary>What trials took beyond their lines in the log, because they have not ended, or begun anew after they failed.</summary>
    private Cost Unfinished(SqliteConnection connection)
    {
        var cost = Cost.None;
        if (!File.Exists(Path.Combine(_run, "calls.jsonl"))) return cost;
        try
        {
            foreach (var begun in RunFolder.At(_run).ReadUnfinished())
            {
                var logged = connection.QuerySingleOrDefault<Logged>("SELECT usd, cost, attempts FROM trials WHERE key = @Key", new { begun.Key });
                if (logged is null) cost += Cost.Of(begun);
                else if (begun.Attempts + (begun.JudgeAttempts ?? 0) > logged.Attempts) cost += new Cost(Cost.Of(begun).Usd - logged.Usd, Cost.Of(begun).AtLeastUsd - logged.Cost);
            }
        }
        catch (Exception e) when (e is BadInputException or IOException or UnauthorizedAccessException)
        {
            // A journal that is damaged, or is being written anew just now, takes nothing else down.
        }

        return cost;
    }

    private sealed record Sums
    {
        public long Count { get; init; }

        public long Known { get; init; }

        public double Usd { get; init; }

        public long Priced { get; init; }

        public double Cost { get; init; }
    }

    private sealed record Logged
    {
        public double? Usd { get; init; }

        public double? Cost { get; init; }

        public long Attempts { get; init; }
    }
}
